package io.kwsbench.formats;

import io.kwsbench.formats.onnx.OnnxReader;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.graph.FrozenGraph;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a model of any format that becomes a graph: a frozen graph as it is, an ONNX model through
 * its importer. The bytes of a file decide what it is; where they do not, its name does.
 *
 * <p>Thread-safe: it has no state.
 */
public final class ModelReader {
  private ModelReader() {}

  /**
   * The model as a graph.
   *
   * @throws io.kwsbench.KwsException when the file is missing, of a format that is not read, or
   *     cannot be had as a graph; the message names it
   */
  public static FrozenGraph load(Path file) {
    byte[] bytes = FrozenGraph.bytes(file);
    Optional<FileFormat> format = FileFormat.of(bytes, file.toString());
    boolean named = file.toString().toLowerCase(Locale.ROOT).endsWith(OnnxReader.EXTENSION);
    boolean onnx = format.map(FileFormat.ONNX::equals).orElse(named);
    return onnx
        ? OnnxReader.read(bytes, file.toString(), file.toAbsolutePath().getParent())
        : FrozenGraph.parse(bytes, file.toString());
  }
}
