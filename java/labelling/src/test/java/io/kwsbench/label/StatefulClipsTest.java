package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.formats.ModelReader;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.MetadataAttributes;
import io.kwsbench.metadata.MicroFeatures;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each clip is the first to a model that keeps state from run to run. */
class StatefulClipsTest {
  @Test
  void oneClipDoesNotChangeTheNext() {
    FrozenGraph counter = ModelReader.load(Material.fixture("tflite/stateful/counter.tflite"));
    TensorName output = counter.outputs().get(0);
    // four samples are a clip if the model says so
    ModelMetadata ofFour = counter.metadata(output).withNumber(ModelMetadata.WINDOW, 4);
    FrozenGraph model4 =
        FrozenGraph.parse(counter.withMetadata(output, ofFour).toByteArray(), "counter.pb");
    try (ClipModel model = new ClipModel(new NativeEngine(), model4);
        SampleScorer scorer = model.sampleScorer()) {
      for (int i = 0; i < 2; i++) {
        assertThat(scorer.score(new float[] {1, 2, 3, 4})).containsExactly(2, 3, 4, 5);
      }
    }
  }

  @Test
  void aModelOfFeaturesTakesNoClips() {
    FrozenGraph maps = features("maps.pb", 1, 1, 49, 10);
    assertThatThrownBy(() -> new ClipModel(new NativeEngine(), maps))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "maps.pb: input x:0 float[1,1,49,10] takes features, not a clip's samples:"
                + " the model does not contain its front end");
    for (FrozenGraph flat : List.of(features("f.pb", 1, 1960), features("f.pb", 1, 490))) {
      assertThatThrownBy(() -> new ClipModel(new NativeEngine(), flat))
          .isInstanceOf(KwsException.class)
          .hasMessageContaining("takes features");
    }
  }

  private static FrozenGraph features(String source, long... shape) {
    return FrozenGraph.parse(
        GraphBuilder.graph().placeholder("x", shape).op("Softmax", "p", "x").bytes(), source);
  }

  /** Each frame's score is its first feature over all: of silence 1/40. */
  @Test
  void aModelOfFramesHearsAClipInSteps() {
    ModelMetadata micro = new MicroFeatures(30, 10, 40, 125, 7500).write(ModelMetadata.NONE);
    FrozenGraph graph =
        FrozenGraph.parse(
            GraphBuilder.graph()
                .placeholder("x", 1, 40)
                .op("Softmax", "p", "x")
                .attrs(MetadataAttributes.of(micro))
                .bytes(),
            "m.pb");
    try (ClipModel model = new ClipModel(new NativeEngine(), graph);
        SampleScorer scorer = model.sampleScorer()) {
      assertThat(model.samples()).isEqualTo(480);
      assertThat(model.stride()).hasValue(160);
      assertThat(model.knowsOneWord()).isFalse();
      assertThat(scorer.score(new float[16000])).hasSize(40).containsOnly(1 / 40f);
      assertThat(scorer.score(new float[10])).containsOnly(1 / 40f);
      assertThatThrownBy(() -> model.windowScorer(320))
          .isInstanceOf(KwsException.class)
          .hasMessage(
              "m.pb: it hears sound in steps of 160 samples, so windows cannot be 320 apart");
      assertThatThrownBy(() -> model.scorer(TtaView.THREE, SampleScale.DECODE_WAV))
          .hasMessage("m.pb: it hears clips in steps: test-time augmentation needs whole clips");
    }
  }

  /** The counter adds its inputs up, and answers one more. */
  @Test
  void theAnswerIsTheLargestMeanOfTheRulesResults() {
    FrozenGraph counter = ModelReader.load(Material.fixture("tflite/stateful/counter.tflite"));
    TensorName output = counter.outputs().get(0);
    ModelMetadata steps =
        counter
            .metadata(output)
            .withNumber(ModelMetadata.WINDOW, 4)
            .with(ModelMetadata.DETECTOR, List.of("micro", "results=2", "threshold=0.5"));
    FrozenGraph graph =
        FrozenGraph.parse(counter.withMetadata(output, steps).toByteArray(), "counter.pb");
    try (ClipModel model = new ClipModel(new NativeEngine(), graph);
        SampleScorer scorer = model.sampleScorer();
        LabelingScorer windows = model.windowScorer(4)) {
      for (int i = 0; i < 2; i++) {
        // the runs give 2 1 1 1, then 2 1 5 1, then 2 1 1 1
        float[] answer = scorer.score(new float[] {1, 0, 0, 0, 0, 0, 4, 0, 0, 0, -4});
        assertThat(answer).containsExactly(2, 1, 3, 1);
      }
      assertThat(windows.score(new float[4], 0)).containsExactly(1, 1, 1, 1);
      assertThat(windows.score(new float[] {9, 9, 9, 9, 1, 0, 0, 0}, 4))
          .containsExactly(2, 1, 1, 1);
    }
  }
}
