package io.kwsbench.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.Plan;
import io.kwsbench.plan.Step;
import io.kwsbench.plan.kernel.Kernel;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Graphs of many nodes compile, in time that grows with them. */
class LongGraphsTest {
  /** Far more than it takes, and far less than work that grows with the square would. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static GraphBuilder chain(int length, String... ops) {
    GraphBuilder graph = GraphBuilder.graph().placeholder("x", 4);
    for (int i = 0; i < length; i++) {
      graph.op(ops[i % ops.length], "n" + i, i == 0 ? "x" : "n" + (i - 1));
    }
    return graph;
  }

  private static Plan compiled(GraphBuilder graph) {
    return Assertions.assertTimeoutPreemptively(
        PATIENCE, () -> GraphCompiler.compile(graph.build()));
  }

  @Test
  void aChainOfTenThousandFunctionsIsManySteps() {
    Plan plan = compiled(chain(10_000, "Neg", "Abs"));

    assertThat(plan.steps()).extracting(Step::kernel).contains(Kernel.CHAIN);
    assertThat(plan.steps()).hasSizeLessThan(2 * 10_000 / 12);
    assertThat(Answer.of(plan, 1, -2, 3, -4)).containsExactly(1, 2, 3, 4);
  }

  @Test
  void sixteenThousandOfOneFunctionAreOneStep() {
    assertThat(compiled(chain(16_000, "Relu")).steps()).hasSize(1);
  }

  @Test
  void aSumOfManyInputsAndItsManyReadersCompile() {
    String[] inputs = new String[20_000];
    Arrays.fill(inputs, "x");
    GraphBuilder graph =
        GraphBuilder.graph().placeholder("x", 4).op("AddN", "sum", inputs).attr("N", 20_000);
    for (int i = 0; i < 20_000; i++) {
      graph.op("Identity", "reader" + i, "sum");
    }
    Plan plan = compiled(graph);
    assertThat(plan.steps()).hasSizeLessThan(2 * 20_000 / 12);
    assertThat(Answer.of(plan, 1, 2, 0, -1)).containsExactly(20_000, 40_000, 0, -20_000);
  }
}
