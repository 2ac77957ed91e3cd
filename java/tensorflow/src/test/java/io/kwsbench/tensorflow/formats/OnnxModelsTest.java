package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import io.kwsbench.formats.onnx.OnnxReader;
import io.kwsbench.graph.FrozenGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models of PyTorch give what ONNX Runtime computed, in both engines. */
class OnnxModelsTest {
  static Stream<Path> models() throws IOException {
    Path folder = SharedMaterial.require("models/onnx");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".onnx")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithItsOwnRuntime(Path model) throws IOException {
    FrozenGraph graph =
        OnnxReader.read(Files.readAllBytes(model), model.toString(), model.getParent());
    String stem = model.toString().replaceAll("\\.onnx$", "");
    CsvTensor input = CsvTensor.read(Path.of(stem + ".input.csv"));
    CsvTensor output = CsvTensor.read(Path.of(stem + ".output.csv"));
    for (String engine : new String[] {"native", "tensorflow"}) {
      float[] actual = Run.once(engine, graph, input);
      assertThat(Run.largestDifference(actual, output.values())).as(engine).isLessThan(1e-5);
    }
  }
}
