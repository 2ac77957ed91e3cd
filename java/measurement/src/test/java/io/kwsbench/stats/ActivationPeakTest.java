package io.kwsbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

class ActivationPeakTest {
  private static final FrozenGraph CHAIN =
      GraphBuilder.graph()
          .placeholder("x", 1, 4)
          .op("Neg", "a", "x")
          .type("T", DataType.DT_FLOAT)
          .op("Neg", "b", "a")
          .type("T", DataType.DT_FLOAT)
          .op("Relu", "c", "b")
          .type("T", DataType.DT_FLOAT)
          .op("Neg", "d", "c")
          .type("T", DataType.DT_FLOAT)
          .build();

  private static OpTrace op(String name, long start, long bytes) {
    return new OpTrace(name, "Neg", start, 10, bytes, List.of(), 0, List.of());
  }

  @Test
  void aBufferLivesUntilItsLastConsumerEnds() {
    RunTrace trace =
        new RunTrace(
            100, List.of(op("a", 0, 100), op("b", 20, 30), op("c", 40, 40), op("d", 60, 50)));
    // a and b: 130; b and c: 70; c and d: 90
    assertThat(ActivationPeak.of(CHAIN, trace)).isEqualTo(130);
  }

  @Test
  void workInPlaceKeepsTheInputAlive() {
    RunTrace trace =
        new RunTrace(
            100, List.of(op("a", 0, 100), op("b", 20, 70), op("c", 40, 0), op("d", 60, 150)));
    // a and b: 170; b, in which c works, and d: 220
    assertThat(ActivationPeak.of(CHAIN, trace)).isEqualTo(220);
  }

  @Test
  void foldedNodesAreLookedThrough() {
    RunTrace trace = new RunTrace(100, List.of(op("a", 0, 100), op("d", 60, 50)));
    assertThat(ActivationPeak.of(CHAIN, trace)).isEqualTo(150);
  }
}
