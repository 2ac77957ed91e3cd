package io.kwsbench.formats;

import io.kwsbench.KwsException;
import io.kwsbench.formats.frontend.FrontEnds;
import io.kwsbench.formats.onnx.OnnxReader;
import io.kwsbench.formats.savedmodel.SavedModelReader;
import io.kwsbench.formats.tflite.MicroManifest;
import io.kwsbench.formats.tflite.TfliteReader;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.freeze.KerasReader;
import io.kwsbench.metadata.ModelReading;
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
    return load(file, ModelReading.DEFAULT);
  }

  /**
   * The same of a model that may have several signatures, or take features.
   *
   * @throws KwsException also when it has no such signature, or the front end does not fit it; the
   *     message says what it has
   */
  public static FrozenGraph load(Path file, ModelReading reading) {
    return FrontEnds.before(read(file, reading), reading.frontEnd());
  }

  private static FrozenGraph read(Path file, ModelReading reading) {
    if (Files.isDirectory(file) && Files.exists(file.resolve(SavedModelReader.FILE))) {
      return SavedModelReader.read(file, reading.signature());
    }
    byte[] bytes = FrozenGraph.bytes(file);
    Optional<FileFormat> format = FileFormat.of(bytes, file.toString());
    if (format.filter(FileFormat.SAVED_MODEL::equals).isPresent()) {
      return SavedModelReader.read(file, reading.signature());
    }
    reading.requireNoSignature(file);
    String source = file.toString();
    Path folder = file.toAbsolutePath().getParent();
    return switch (format.or(() -> named(file)).orElse(FileFormat.FROZEN_GRAPH)) {
      case ONNX -> OnnxReader.read(bytes, source, folder);
      case TFLITE -> tflite(bytes, file, reading);
      case KERAS_ZIP -> KerasReader.archive(bytes, source);
      case HDF5 -> KerasReader.hdf5(bytes, source, folder);
      default -> FrozenGraph.parse(bytes, source);
    };
  }

  /**
   * A front end that is asked for takes the place of what the description says, and gives real
   * numbers.
   */
  private static FrozenGraph tflite(byte[] bytes, Path file, ModelReading reading) {
    Optional<MicroManifest> micro =
        reading.hasFrontEnd() ? Optional.empty() : MicroManifest.beside(file);
    boolean reals = FrontEnds.isWanted(reading.frontEnd());
    return TfliteReader.read(bytes, file.toString(), micro, reals);
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
