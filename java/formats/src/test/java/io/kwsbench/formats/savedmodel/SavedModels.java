package io.kwsbench.formats.savedmodel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders of SavedModels that tests may write into. */
final class SavedModels {
  private SavedModels() {}

  /** Copies a model's files. */
  static void copy(Path model, Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(model)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(model.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.write(target, Files.readAllBytes(file));
      }
    }
  }
}
