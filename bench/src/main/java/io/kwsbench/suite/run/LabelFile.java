package io.kwsbench.suite.run;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One label a line, in the order of a model's outputs. */
final class LabelFile {
  private LabelFile() {}

  /**
   * @throws KwsException when it cannot be read
   */
  static List<String> read(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(label -> !label.isEmpty())
          .toList();
    } catch (IOException e) {
      throw KwsException.unreadable(file, e);
    }
  }
}
