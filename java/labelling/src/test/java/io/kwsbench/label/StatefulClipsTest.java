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
import org.junit.jupiter.api.Test;

/** Each clip is the first to a model that keeps state from run to run. */
class StatefulClipsTest {
  @Test
  void oneClipDoesNotChangeTheNext() {
    FrozenGraph counter = ModelReader.load(Material.fixture("tflite/stateful/counter.tflite"));
    try (ClipModel model = new ClipModel(new NativeEngine(), counter);
        SampleScorer scorer = model.sampleScorer()) {
      for (int i = 0; i < 2; i++) {
        assertThat(scorer.score(new float[] {1, 2, 3, 4})).containsExactly(2, 3, 4, 5);
      }
    }
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
