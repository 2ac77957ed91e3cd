package io.kwsbench.bundle;

import io.kwsbench.files.OutputFile;
import io.kwsbench.files.TextFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes the bill of materials of a bundle, for the build. */
public final class WriteBill {
  private static final Path HIGHWAY = Path.of("/usr/include/hwy/highway.h");

  private WriteBill() {}

  /**
   * Writes a bill.
   *
   * @param arguments {@code name=value}: {@code out}, {@code licenses} (THIRD-PARTY.txt), {@code
   *     platform}, {@code version}, {@code time}, {@code tensorflow} and {@code openblas}
   *     (versions), {@code classpath} (a file with it), {@code beside} (jars and folders of jars
   *     that are not on it, separated by commas), and {@code shaded}: the jar that holds the
   *     classes of the class path, else empty
   */
  public static void main(String[] arguments) {
    Map<String, String> given = new LinkedHashMap<>();
    for (String argument : arguments) {
      String[] pair = argument.split("=", 2);
      given.put(pair[0], pair[1]);
    }
    String shaded = given.get("shaded");
    BillOfMaterials bill =
        new BillOfMaterials(
            new BillOfMaterials.Terms(
                given.get("platform"), given.get("version"), given.get("time"), !shaded.isEmpty()),
            ThirdPartyList.read(Path.of(given.get("licenses"))),
            NativePart.of(
                given.get("tensorflow"), given.get("openblas").replaceFirst("-.*", ""), highway()));
    Stream<BundledJar> jars =
        Arrays.stream(
                TextFile.read(Path.of(given.get("classpath"))).strip().split(File.pathSeparator))
            .map(path -> BundledJar.of(Path.of(path)));
    if (!shaded.isEmpty()) {
      Set<String> held = BundledJar.of(Path.of(shaded)).entries();
      jars = jars.filter(jar -> !Collections.disjoint(held, jar.entries()));
    }
    Stream<BundledJar> beside =
        Arrays.stream(given.get("beside").split(",")).flatMap(place -> jars(Path.of(place)));
    List<BundledJar> all =
        Stream.concat(jars, beside).filter(jar -> !jar.isForeignTo(given.get("platform"))).toList();
    byte[] text = bill.of(all).getBytes(StandardCharsets.UTF_8);
    OutputFile.write(Path.of(given.get("out")), text);
  }

  private static Stream<BundledJar> jars(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(BundledJar::of)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The version of the headers that the engine is compiled with. */
  private static String highway() {
    Matcher numbers =
        Pattern.compile("#define HWY_(?:MAJOR|MINOR|PATCH) (\\d+)").matcher(TextFile.read(HIGHWAY));
    return String.join(".", numbers.results().map(found -> found.group(1)).toList());
  }
}
