package io.kwsbench.suite.definition;

import io.kwsbench.graph.FileFormat;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** A path in a suite file, relative to that file. */
final class SuitePath {
  private SuitePath() {}

  /**
   * A file or a folder.
   *
   * @throws io.kwsbench.KwsException when there is no such file or folder
   */
  static Path existing(Path folder, Place place) {
    Path path = path(folder, place);
    if (!Files.exists(path)) {
      throw place.error(path + ": no such file or folder");
    }
    // opening a pipe waits for whoever writes to it
    if (!Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw place.error(path + ": neither a file nor a folder");
    }
    return path;
  }

  /**
   * A file.
   *
   * @throws io.kwsbench.KwsException when there is none
   */
  static Path file(Path folder, Place place) {
    Path path = existing(folder, place);
    if (!Files.isRegularFile(path)) {
      throw place.error(path + ": a folder, not a file");
    }
    return path;
  }

  /**
   * A model: a file, or the folder of a SavedModel.
   *
   * @throws io.kwsbench.KwsException when it is neither
   */
  static Path model(Path folder, Place place) {
    Path path = existing(folder, place);
    return FileFormat.of(path).equals(Optional.of(FileFormat.SAVED_MODEL_FOLDER))
        ? path
        : file(folder, place);
  }

  private static Path path(Path folder, Place place) {
    try {
      return folder.resolve(place.text()).normalize();
    } catch (InvalidPathException e) {
      throw place.error("not a path: " + e.getMessage());
    }
  }
}
