package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.SharedMaterial;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SavedModels give what TensorFlow computed, in both engines; those of ../shared are Keras's. */
class SavedModelsTest {
  static List<Path> models() {
    List<Path> models = new ArrayList<>(in(Material.fixture("savedmodel")));
    if (SharedMaterial.has("models/keras")) {
      models.addAll(in(SharedMaterial.require("models/keras")));
    }
    return models;
  }

  /** The models in a folder that are not to be refused. */
  static List<Path> in(Path folder) {
    return Material.matching(folder, ".*\\.savedmodel").stream()
        .filter(model -> !Files.exists(refusal(model)))
        .toList();
  }

  /** The file that says why a model is refused. */
  static Path refusal(Path model) {
    return Path.of(model.toString().replaceAll("\\.savedmodel$", ".refused"));
  }

  @ParameterizedTest
  @MethodSource("models")
  void agreesWithTensorFlow(Path model) throws IOException {
    assertThat(Comparison.of(model)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("models")
  void survivesAsAFrozenGraph(Path model) {
    FrozenGraph graph = ModelReader.load(model);
    FrozenGraph again = FrozenGraph.parse(graph.toBytes(), "again.pb");
    assertThat(again.inputs()).isEqualTo(graph.inputs());
    assertThat(again.metadata(again.outputs().get(0)).importedFrom().orElseThrow())
        .startsWith(model.getFileName() + " (SavedModel, TensorFlow ");
  }
}
