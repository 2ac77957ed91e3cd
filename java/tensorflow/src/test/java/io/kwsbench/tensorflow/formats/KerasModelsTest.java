package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Models give what Keras computed, in both engines; those of ../shared are Keras 3's and 2's. */
class KerasModelsTest {
  static List<Path> models() throws IOException {
    List<Path> models = new ArrayList<>(in(Material.fixture("keras3")));
    if (SharedMaterial.has("models/keras")) {
      models.addAll(in(SharedMaterial.require("models/keras")));
    }
    return models;
  }

  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().matches(".*\\.(keras|h5)")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithKeras(Path model) throws IOException {
    assertThat(Comparison.of(model)).isEmpty();
  }
}
