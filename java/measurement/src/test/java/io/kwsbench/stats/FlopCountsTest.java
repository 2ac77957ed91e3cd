package io.kwsbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.TraceProfile;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

class FlopCountsTest {
  private static final int RUNS = 2;

  private static FrozenGraph graph() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 100)
        .op("Neg", "before", "x")
        .type("T", DataType.DT_FLOAT)
        .op("Enter", "enter", "before")
        .type("T", DataType.DT_FLOAT)
        .attr("frame_name", "loop")
        .op("Exp", "inside", "enter")
        .type("T", DataType.DT_FLOAT)
        .op("Exit", "exit", "inside")
        .type("T", DataType.DT_FLOAT)
        .op("Abs", "after", "exit")
        .type("T", DataType.DT_FLOAT)
        .build();
  }

  private static NodeStats stats(OptionalLong executed, String... nodes) {
    FrozenGraph graph = graph();
    TraceProfile profile = new TraceProfile();
    for (int run = 0; run < RUNS; run++) {
      profile.add(
          new RunTrace(
              1000,
              List.of(
                  new OpTrace(
                      "step", "chain", 0, 1000, 0, List.of(), 0, List.of(nodes), executed))));
    }
    FlopCounts counts = new FlopCounts(graph, GraphShapes.of(graph), RUNS);
    return OpTable.of(profile, counts::graphFlops, node -> OptionalLong.empty()).nodes().get(0);
  }

  @Test
  void aMergedStepHasTheGraphsFlopsAndItsOwn() {
    NodeStats step = stats(OptionalLong.of(150), "before", "after");
    assertThat(step.graphFlops()).hasValue(200);
    assertThat(step.executedFlops()).hasValue(150);
    assertThat(step.gflopsPerSecond()).isEqualTo(0.15);
  }

  @Test
  void anEngineThatDoesNotCountExecutesTheGraphs() {
    NodeStats step = stats(OptionalLong.empty(), "before", "after");
    assertThat(step.executedFlops()).isEqualTo(step.graphFlops()).hasValue(200);
  }

  @Test
  void aStepOfALoopsNodesHasWhatTheEngineExecutes() {
    assertThat(stats(OptionalLong.of(2500), "inside").graphFlops()).hasValue(2500);
    assertThat(stats(OptionalLong.of(2500), "inside", "after").graphFlops()).hasValue(2500);
    // outside of the loop the graph says it, whatever else it holds
    assertThat(stats(OptionalLong.of(90), "before").graphFlops()).hasValue(100);
    assertThat(stats(OptionalLong.of(90), "after").graphFlops()).hasValue(100);
  }

  @Test
  void whatTheGraphDoesNotKnowIsUnknownButExecuted() {
    NodeStats step = stats(OptionalLong.of(70), "elsewhere");
    assertThat(step.graphFlops()).isEmpty();
    assertThat(step.executedFlops()).hasValue(70);
  }
}
