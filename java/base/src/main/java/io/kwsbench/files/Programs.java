package io.kwsbench.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that this machine can start. */
public final class Programs {
  private Programs() {}

  /** Whether a program is named by its path: such a name is not looked for in {@code PATH}. */
  public static boolean isPath(String name) {
    return name.contains("/") || name.contains(File.separator);
  }

  /**
   * The file of a program: the path itself where the name is one, else the first match in the
   * folders of {@code PATH}; on Windows also with the ending {@code .exe}. Empty if it is missing,
   * not a file or not executable.
   */
  public static Optional<Path> find(String name) {
    String folders = isPath(name) ? "" : System.getenv().getOrDefault("PATH", "");
    return Stream.of(folders.split(File.pathSeparator))
        .flatMap(folder -> files(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  private static Stream<Path> files(String folder, String name) {
    Path file = folder.isEmpty() ? Path.of(name) : Path.of(folder, name);
    return File.separatorChar == '\\'
        ? Stream.of(file, file.resolveSibling(file.getFileName() + ".exe"))
        : Stream.of(file);
  }
}
