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

/** Models give what Keras computed, in both engines; those of ../shared are Keras 3's and 2's. */
class KerasModelsTest {
  static List<Path> models() {
    List<Path> models = new ArrayList<>(in(Material.fixture("keras3")));
    if (SharedMaterial.has("models/keras")) {
      models.addAll(in(SharedMaterial.require("models/keras")));
    }
    return models;
  }

  static List<Path> in(Path folder) {
    return Material.matching(folder, ".*\\.(keras|h5)");
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithKeras(Path model) throws IOException {
    assertThat(Comparison.of(model)).isEmpty();
  }
}
