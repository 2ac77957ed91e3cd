package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.of;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gates that multiply what they are made of, and others. */
class SwishNearMissesTest {
  private static GraphBuilder gated(String... factors) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 4, 5)
            .floats("w", new long[] {5, 5}, ramp())
            .op("MatMul", "p", "x", "w")
            .op("Sigmoid", "gate", "p");
    // what nothing takes is an output
    if (List.of(factors).contains("other")) {
      graph.op("Tanh", "other", "p");
    }
    return graph.op("Mul", "y", factors);
  }

  private static float[] ramp() {
    float[] values = new float[25];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 % 25 - 12) / 12f;
    }
    return values;
  }

  private static long products(GraphBuilder graph) {
    return optimized(graph).stream()
        .filter(
            op -> op.kind() instanceof OpKind.Dense dense && dense.act().kind() == UnaryFn.SWISH)
        .count();
  }

  @Test
  void aProductTakesItsSwish() {
    for (String[] factors : new String[][] {{"gate", "p"}, {"p", "gate"}}) {
      assertThat(products(gated(factors))).isEqualTo(1);
      assertThat(optimized(gated(factors))).hasSize(1);
      same(gated(factors));
    }
  }

  @Test
  void otherFactorsStay() {
    for (String[] factors :
        new String[][] {{"gate", "other"}, {"other", "p"}, {"gate", "gate"}, {"gate", "x"}}) {
      assertThat(products(gated(factors))).isZero();
      same(gated(factors));
    }
  }

  @Test
  void aGateThatIsNeededElsewhereStays() {
    GraphBuilder graph = gated("gate", "p").op("Sub", "z", "y", "gate");
    assertThat(products(graph)).isZero();
    same(graph);
  }

  @Test
  void farNumbersAreWhatTheyWere() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 4)
            .op("Sigmoid", "gate", "x")
            .op("Mul", "y", "gate", "x");
    assertThat(of(graph, -200, -1000, 200, Float.NaN)).containsExactly(-0f, -0f, 200, Float.NaN);
  }
}
