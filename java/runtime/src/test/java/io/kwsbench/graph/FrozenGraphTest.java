package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import org.junit.jupiter.api.Test;

class FrozenGraphTest {
  @Test
  void readsARealGraph() {
    FrozenGraph graph = FrozenGraph.load(SharedMaterial.require("graphs/arm-kws/DNN_S.pb"));

    assertThat(graph.node("wav_data")).hasValueSatisfying(n -> assertThat(n.op()).isNotEmpty());
  }
}
