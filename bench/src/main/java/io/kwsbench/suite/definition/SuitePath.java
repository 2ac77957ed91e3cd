package io.kwsbench.suite.definition;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path in a suite file, relative to that file. */
final class SuitePath {
  private SuitePath() {}

  /**
   * @throws io.kwsbench.KwsException when there is no such file or folder
   */
  static Path existing(Path folder, Place place) {
    try {
      Path path = folder.resolve(place.text()).normalize();
      if (!Files.exists(path)) {
        throw place.error(path + ": no such file or folder");
      }
      return path;
    } catch (InvalidPathException e) {
      throw place.error("not a path: " + e.getMessage());
    }
  }
}
