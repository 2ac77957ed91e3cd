package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models give what ONNX Runtime computed, in both engines; those of ../shared are PyTorch's. */
class OnnxModelsTest {
  static List<Path> models() {
    List<Path> models = new ArrayList<>(in(Material.fixture("onnx")));
    if (SharedMaterial.has("models/onnx")) {
      models.addAll(in(SharedMaterial.require("models/onnx")));
    }
    return models;
  }

  static List<Path> in(Path folder) {
    return Material.matching(folder, ".*\\.onnx");
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithItsOwnRuntime(Path model) throws IOException {
    assertThat(Comparison.of(model)).isEmpty();
  }
}
