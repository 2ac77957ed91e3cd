package io.kwsbench.formats;

import io.kwsbench.KwsException;
import io.kwsbench.formats.onnx.OnnxReader;
import io.kwsbench.formats.savedmodel.SavedModelReader;
import io.kwsbench.formats.tflite.MicroManifest;
import io.kwsbench.formats.tflite.TfliteReader;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.freeze.KerasReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a model of any format that becomes a graph: a frozen graph as it is, another model through
 * its importer. The bytes of a file determine its format; where they are ambiguous, its name does.
 *
 * <p>Thread-safe: it has no state.
 */
public final class ModelReader {
  private static final Map<String, FileFormat> ENDINGS =
      Map.of(
          OnnxReader.EXTENSION,
          FileFormat.ONNX,
          TfliteReader.EXTENSION,
          FileFormat.TFLITE,
          ".keras",
          FileFormat.KERAS_ZIP,
          ".h5",
          FileFormat.HDF5,
          ".hdf5",
          FileFormat.HDF5);

  private ModelReader() {}

  /**
   * The model as a graph.
   *
   * @throws KwsException when the file is missing, of a format that is not read, or cannot be had
   *     as a graph; the message names it
   */
  public static FrozenGraph load(Path file) {
    return load(file, "");
  }

  /**
   * The same of a model that may have several signatures.
   *
   * @param signature the name of a SavedModel's signature; empty for {@code serving_default}
   * @throws KwsException also when it has no such signature; the message names those that it has
   */
  public static FrozenGraph load(Path file, String signature) {
    if (Files.isDirectory(file) && Files.exists(file.resolve(SavedModelReader.FILE))) {
      return SavedModelReader.read(file, signature);
    }
    byte[] bytes = FrozenGraph.bytes(file);
    Optional<FileFormat> format = FileFormat.of(bytes, file.toString());
    if (format.filter(FileFormat.SAVED_MODEL::equals).isPresent()) {
      return SavedModelReader.read(file, signature);
    }
    if (!signature.isEmpty()) {
      throw new KwsException(file + ": has no signatures: only SavedModels have");
    }
    String source = file.toString();
    Path folder = file.toAbsolutePath().getParent();
    return switch (format.or(() -> named(file)).orElse(FileFormat.FROZEN_GRAPH)) {
      case ONNX -> OnnxReader.read(bytes, source, folder);
      case TFLITE -> TfliteReader.read(bytes, source, MicroManifest.beside(file));
      case KERAS_ZIP -> KerasReader.archive(bytes, source);
      case HDF5 -> KerasReader.hdf5(bytes, source, folder);
      default -> FrozenGraph.parse(bytes, source);
    };
  }

  /** The format of a file or folder by its bytes, otherwise by its name; empty if neither tells. */
  public static Optional<FileFormat> format(Path file) {
    return FileFormat.of(file).or(() -> named(file));
  }

  private static Optional<FileFormat> named(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return ENDINGS.entrySet().stream()
        .filter(ending -> name.endsWith(ending.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
