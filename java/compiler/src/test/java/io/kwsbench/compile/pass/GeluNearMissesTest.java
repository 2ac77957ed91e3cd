package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import org.junit.jupiter.api.Test;

/** Products of a number and its error function in the spellings of exporters, and others. */
class GeluNearMissesTest {
  private static final float ROOT_HALF = 0.70710678f;

  private float narrow = ROOT_HALF;
  private float shift = 1;
  private float half = 0.5f;

  private GraphBuilder graph() {
    float[] ramp = new float[25];
    for (int i = 0; i < ramp.length; i++) {
      ramp[i] = (i * 7 % 25 - 12) / 6f;
    }
    return GraphBuilder.graph()
        .placeholder("x", 4, 5)
        .floats("w", new long[] {5, 5}, ramp)
        .op("MatMul", "p", "x", "w")
        .floats("narrow", new long[0], narrow)
        .floats("shift", new long[0], shift)
        .floats("half", new long[0], half)
        .op("Mul", "n", "p", "narrow")
        .op("Erf", "e", "n")
        .op("AddV2", "gate", "e", "shift");
  }

  /** As PyTorch writes it: {@code x · gate · ½}. */
  private GraphBuilder late() {
    return graph().op("Mul", "g", "p", "gate").op("Mul", "y", "g", "half");
  }

  /** As Keras writes it: {@code ½ x · gate}. */
  private GraphBuilder early() {
    return graph().op("Mul", "h", "half", "p").op("Mul", "y", "h", "gate");
  }

  private static boolean isTaken(GraphBuilder graph) {
    same(graph);
    return optimized(graph).stream()
        .anyMatch(
            op -> op.kind() instanceof OpKind.Dense dense && dense.act().kind() == UnaryFn.GELU);
  }

  @Test
  void aProductTakesItsGelu() {
    assertThat(isTaken(late())).isTrue();
    assertThat(isTaken(early())).isTrue();
    assertThat(optimized(late())).hasSize(1);
    assertThat(optimized(early())).hasSize(1);
    GraphBuilder inner = graph().op("Mul", "h", "gate", "half").op("Mul", "y", "h", "p");
    assertThat(isTaken(inner)).isTrue();
  }

  @Test
  void reshapesBetweenDoNotMatter() {
    GraphBuilder graph =
        graph()
            .vector("flat", 2, 10)
            .op("Mul", "h", "half", "p")
            .op("Reshape", "hf", "h", "flat")
            .op("Reshape", "gf", "gate", "flat")
            .op("Mul", "y", "hf", "gf");
    assertThat(isTaken(graph)).isTrue();
  }

  @Test
  void otherNumbersStay() {
    narrow = 0.7f;
    assertThat(isTaken(late())).isFalse();
    narrow = ROOT_HALF;
    shift = 2;
    assertThat(isTaken(late())).isFalse();
    shift = 1;
    half = 0.25f;
    assertThat(isTaken(late())).isFalse();
    assertThat(isTaken(early())).isFalse();
  }

  @Test
  void otherFactorsStay() {
    GraphBuilder other =
        graph().op("Tanh", "o", "p").op("Mul", "g", "o", "gate").op("Mul", "y", "g", "half");
    assertThat(isTaken(other)).isFalse();
    GraphBuilder squared = late().op("Mul", "z", "y", "gate");
    assertThat(isTaken(squared)).isFalse();
    GraphBuilder before = graph().op("Mul", "g", "x", "gate").op("Mul", "y", "g", "half");
    assertThat(isTaken(before)).isFalse();
  }

  @Test
  void whatIsNeededElsewhereStays() {
    assertThat(isTaken(late().op("Sub", "z", "y", "g"))).isFalse();
    assertThat(isTaken(early().op("Sub", "z", "y", "e"))).isFalse();
  }
}
