package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.metadata.ModelMetadata;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The names of a model's classes go from the checkpoint into the graph. */
class FrozenLabelsTest {
  private static final List<String> LABELS = List.of("_silence_", "_unknown_", "süd", "nord");

  private static ModelJson model() {
    return ModelJson.frames()
        .layer("Flatten", "flat", "")
        .layer(
            "Dense",
            "d",
            "\"units\": 4, \"activation\": \"softmax\"",
            ModelJson.weight("d/kernel", 16000, 4),
            ModelJson.weight("d/bias", 4));
  }

  private static FrozenModel freeze(List<String> labels, FreezeOptions options) {
    KerasCheckpoint checkpoint = model().checkpoint().withMetadata(ModelMetadata.ofLabels(labels));
    return Freezer.freeze(checkpoint, model().json(), "test.hdf5", options);
  }

  private static List<String> labels(FrozenModel frozen) {
    FrozenGraph graph = FrozenGraph.parse(frozen.graph(), "frozen.pb");
    return graph.metadata(graph.outputs().get(0)).labels();
  }

  @Test
  void aGraphNamesTheCheckpointsClasses() {
    FrozenModel frozen = freeze(LABELS, FreezeOptions.DEFAULT);

    assertThat(labels(frozen)).isEqualTo(LABELS);
    assertThat(frozen.metadata().labels()).isEqualTo(LABELS);
  }

  @Test
  void aGraphSaysWhatElseTheCheckpointSays() {
    ModelMetadata said =
        ModelMetadata.ofLabels(LABELS)
            .withNumber(ModelMetadata.SAMPLE_RATE, 16_000)
            .withNumber(ModelMetadata.HOP, 1280)
            .with("detector", List.of("streak", "results=3"));
    KerasCheckpoint checkpoint = model().checkpoint().withMetadata(said);
    FrozenModel frozen =
        Freezer.freeze(checkpoint, model().json(), "test.hdf5", FreezeOptions.DEFAULT);
    FrozenGraph graph = FrozenGraph.parse(frozen.graph(), "frozen.pb");

    assertThat(graph.metadata(graph.outputs().get(0))).isEqualTo(said);
  }

  @Test
  void tensorFlowRunsALabeledGraphAsItRunsAnother() {
    FrozenModel plain = freeze(List.of(), FreezeOptions.DEFAULT);
    FrozenModel labeled = freeze(LABELS, FreezeOptions.DEFAULT);
    float[] samples = new float[16_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * 0.05);
    }

    assertThat(labels(plain)).isEmpty();
    assertThat(plain.graph()).isEqualTo(model().freeze(FreezeOptions.DEFAULT).graph());
    assertThat(labeled.nodes()).isEqualTo(plain.nodes());
    try (FrozenRun one = new FrozenRun(plain.graph());
        FrozenRun other = new FrozenRun(labeled.graph())) {
      assertThat(other.probabilities(samples)).isEqualTo(one.probabilities(samples));
    }
  }

  @Test
  void aMappingNamesTheClassesThatItKeeps() {
    ClassMapping mapping = new ClassMapping(List.of("süd", "nord"), List.of("nord"));
    FreezeOptions options = FreezeOptions.DEFAULT.withMapping(mapping);

    assertThat(labels(freeze(LABELS, options))).containsExactly("_silence_", "_unknown_", "nord");
    assertThat(labels(freeze(List.of(), options))).isEmpty();
  }

  @Test
  void whatContradictsTheCheckpointIsRefused() {
    ClassMapping mapping = new ClassMapping(List.of("nord", "süd"), List.of("nord"));

    assertThatThrownBy(() -> freeze(LABELS, FreezeOptions.DEFAULT.withMapping(mapping)))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "test.hdf5: its classes are _silence_ _unknown_ süd nord;"
                + " a mapping needs silence unknown nord süd");
    assertThatThrownBy(() -> freeze(List.of("a", "b"), FreezeOptions.DEFAULT))
        .isInstanceOf(KwsException.class)
        .hasMessage("test.hdf5: 2 labels (a b) for 4 classes");
  }
}
