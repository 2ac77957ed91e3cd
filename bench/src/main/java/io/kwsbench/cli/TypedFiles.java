package io.kwsbench.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a command line, for failures that name none. */
final class TypedFiles {
  private TypedFiles() {}

  /** {@code " while working on a.pb, b.csv"}; nothing when no argument is a file. */
  static String among(List<String> arguments) {
    String files =
        arguments.stream()
            .map(argument -> argument.replaceFirst("^--\\w+=", ""))
            .filter(argument -> file(argument).isPresent())
            .distinct()
            .collect(Collectors.joining(", "));
    return files.isEmpty() ? "" : " while working on " + files;
  }

  private static Optional<Path> file(String argument) {
    try {
      return Optional.of(Path.of(argument))
          .filter(path -> Files.exists(path) && !Files.isDirectory(path));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}
