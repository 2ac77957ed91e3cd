package io.kwsbench.peers;

import io.kwsbench.KwsException;
import io.kwsbench.engine.ModelFormat;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.tensor.TensorName;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of model files that both runtimes share. */
final class ModelFile {
  private ModelFile() {}

  /**
   * The file of a model of this format.
   *
   * @throws KwsException when it is of another one
   */
  static Path of(ModelSource source, ModelFormat format) {
    if (source instanceof ModelSource.File file && file.format() == format) {
      return file.path();
    }
    throw new KwsException(source.name() + ": it is no " + format.extension() + " file");
  }

  /**
   * @throws KwsException when there is no such file
   */
  static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new KwsException(file + ": " + (Files.exists(file) ? "not a file" : "no such file"));
    }
  }

  /**
   * A runtime's own name of a tensor; what TensorFlow could not call so is number 0 of that name.
   */
  static TensorName name(String text, int index) {
    if (text == null || text.isBlank()) {
      return new TensorName("tensor" + index, 0);
    }
    try {
      return TensorName.parse(text);
    } catch (RuntimeException e) {
      return new TensorName(text.replaceAll("[^A-Za-z0-9_./-]", "_"), 0);
    }
  }

  /** A library's message in one line. */
  static String oneLine(String message) {
    return message == null ? "no reason given" : message.strip().replaceAll("\\s+", " ");
  }
}
