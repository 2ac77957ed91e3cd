package io.kwsbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The files of the repository that are neither built nor set up, listed and read once for all tests
 * that look at them. What is built are twenty times as many.
 */
public final class HouseFiles {
  private static final Set<String> NOT_OURS = Set.of("target", "golden");
  private static final Set<String> OWN_HIDDEN = Set.of(".ci", ".github");
  private static final List<Path> ALL = list();
  private static final Map<Path, String> TEXTS = new ConcurrentHashMap<>();

  private HouseFiles() {}

  /** Every file. */
  public static Stream<Path> all() {
    return ALL.stream();
  }

  /** The Java files of all modules, of their tests or without. */
  public static Stream<Path> java(String mainOrTest) {
    String folder = "/src/" + mainOrTest + "/java/io/kwsbench/";
    return all()
        .filter(file -> file.toString().endsWith(".java"))
        .filter(file -> file.toString().contains(folder));
  }

  /** What a text file holds. */
  public static String text(Path file) {
    return TEXTS.computeIfAbsent(file, HouseFiles::read);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  private static List<Path> list() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          House.root(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
              String name = folder.getFileName().toString();
              boolean own = !name.startsWith(".") || OWN_HIDDEN.contains(name);
              return folder.equals(House.root()) || own && !NOT_OURS.contains(name)
                  ? FileVisitResult.CONTINUE
                  : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) {
              files.add(file);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(files);
  }
}
