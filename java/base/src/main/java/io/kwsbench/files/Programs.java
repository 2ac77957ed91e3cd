package io.kwsbench.files;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that this machine can start. */
public final class Programs {
  private Programs() {}

  /**
   * The file of a program: the path itself where the name contains a {@code /}, else the first
   * match in the folders of {@code PATH}. Empty if it is missing, not a file or not executable.
   */
  public static Optional<Path> find(String name) {
    String folders = name.contains("/") ? "" : System.getenv().getOrDefault("PATH", "");
    return Stream.of(folders.split(File.pathSeparator))
        .map(folder -> folder.isEmpty() ? Path.of(name) : Path.of(folder, name))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
