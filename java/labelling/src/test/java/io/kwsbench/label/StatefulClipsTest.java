package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
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

  @Test
  void aModelOfFramesTakesNoClips() {
    FrozenGraph graph =
        FrozenGraph.parse(
            GraphBuilder.graph()
                .placeholder("x", 1, 40)
                .op("Softmax", "p", "x")
                .attrs(
                    MetadataAttributes.of(
                        new MicroFeatures(30, 10, 40, 125, 7500).write(ModelMetadata.NONE)))
                .bytes(),
            "m.pb");
    assertThatThrownBy(() -> new ClipModel(new NativeEngine(), graph))
        .isInstanceOf(KwsException.class)
        .hasMessage("m.pb: its front end needs a stream of sound (listen), so it takes no clips");
  }
}
