package io.kwsbench;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of all modules, without tests, read once for all tests that look at them. */
public final class HouseClasses {
  // the modules' own folders or jars: scanning the class path would read TensorFlow's
  public static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importLocations(
              Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                  .map(Path::of)
                  .filter(Files::exists)
                  .filter(HouseClasses::isOurs)
                  .map(HouseClasses::location)
                  .collect(Collectors.toSet()));

  private HouseClasses() {}

  private static boolean isOurs(Path entry) {
    return entry.endsWith("target/classes") && !entry.endsWith("native/target/classes")
        || entry
            .getFileName()
            .toString()
            .matches("kwsbench-(?!native)[a-z]+-[^-]*(-SNAPSHOT)?\\.jar");
  }

  /** Modules are folders where the build compiles, and jars where it packs. */
  private static Location location(Path entry) {
    try {
      return Files.isDirectory(entry)
          ? Location.of(entry)
          : Location.of(new JarFile(entry.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
