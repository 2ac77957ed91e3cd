package io.kwsbench.compile.pass;

import static io.kwsbench.compile.pass.Evaluated.kinds;
import static io.kwsbench.compile.pass.Evaluated.optimized;
import static io.kwsbench.compile.pass.Evaluated.same;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.program.OpKind;
import org.junit.jupiter.api.Test;

/** Recurrent layers that start from zeros, as models of other formats write them out. */
class ZeroStatesTest {
  private static final int TIME = 4;
  private static final int WIDTH = 12;
  private static final int UNITS = 3;

  /**
   * A GRU with the reset gate behind the product over the columns of {@code x}.
   *
   * @param state of the first step
   */
  private static GraphBuilder gru(float state) {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, WIDTH, TIME)
            .floats("first", new long[] {1, 1, UNITS}, state, state, state)
            .ints("flat", new long[] {2}, 1, UNITS)
            .op("Reshape", "h0", "first", "flat")
            .ints("turn", new long[] {3}, 2, 0, 1)
            .op("Transpose", "turned", "x", "turn")
            .ints("rows", new long[] {2}, TIME, WIDTH)
            .op("Reshape", "frames", "turned", "rows")
            .floats("w", new long[] {WIDTH, 3 * UNITS}, ramp(WIDTH * 3 * UNITS))
            .floats("u", new long[] {UNITS, 3 * UNITS}, ramp(UNITS * 3 * UNITS))
            .floats("b", new long[] {3 * UNITS}, ramp(3 * UNITS))
            .floats("one", new long[] {}, 1)
            .scalar("axis0", 0)
            .scalar("axis1", 1)
            .op("MatMul", "inputs", "frames", "w")
            .op("Split", "steps", "axis0", "inputs")
            .attr("num_split", TIME);
    for (int t = 0; t < TIME; t++) {
      step(graph, t);
    }
    return graph.op("Identity", "y", "h" + TIME);
  }

  private static void step(GraphBuilder graph, int t) {
    graph
        .op("Split", "x" + t, "axis1", t == 0 ? "steps" : "steps:" + t)
        .attr("num_split", 3)
        .op("MatMul", "p" + t, "h" + t, "u")
        .op("BiasAdd", "q" + t, "p" + t, "b")
        .op("Split", "s" + t, "axis1", "q" + t)
        .attr("num_split", 3)
        .op("Add", "zin" + t, "x" + t, "s" + t)
        .op("Sigmoid", "z" + t, "zin" + t)
        .op("Add", "rin" + t, "x" + t + ":1", "s" + t + ":1")
        .op("Sigmoid", "r" + t, "rin" + t)
        .op("Mul", "term" + t, "r" + t, "s" + t + ":2")
        .op("Add", "cin" + t, "x" + t + ":2", "term" + t)
        .op("Tanh", "c" + t, "cin" + t)
        .op("Sub", "rest" + t, "one", "z" + t)
        .op("Mul", "add" + t, "rest" + t, "c" + t)
        .op("Mul", "keep" + t, "z" + t, "h" + t)
        .op("Add", "h" + (t + 1), "keep" + t, "add" + t);
  }

  private static float[] ramp(int n) {
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (i * 7 % 11 - 5) / 10f;
    }
    return values;
  }

  @Test
  void theFirstCellIsOneOfTheSequence() {
    GraphBuilder graph = gru(0);
    assertThat(optimized(graph))
        .filteredOn(op -> op.kind() instanceof OpKind.Gru)
        .singleElement()
        .satisfies(op -> assertThat(op.out().dim(0)).isEqualTo(TIME));
    assertThat(kinds(graph)).doesNotContain("Chain");
    same(graph);
  }

  /** A frame of twelve elements, each of another row, is copied: twelve products cost more. */
  @Test
  void scatteredInputsAreOneProduct() {
    assertThat(kinds(gru(0))).containsOnlyOnce("Dense");
  }

  @Test
  void aStateOfOtherNumbersIsFolded() {
    GraphBuilder graph = gru(0.25f);
    assertThat(kinds(graph)).contains("Chain");
    same(graph);
  }

  private static GraphBuilder zerosTimes(float weight) {
    return GraphBuilder.graph()
        .placeholder("x", 2, 2)
        .floats("zeros", new long[] {2, 1}, 0, 0)
        .floats("w", new long[] {1, 2}, weight, 1)
        .op("MatMul", "p", "zeros", "w")
        .op("Add", "y", "x", "p");
  }

  @Test
  void aProductOfZerosAloneIsNone() {
    assertThat(kinds(zerosTimes(3))).doesNotContain("Dense");
    same(zerosTimes(3));
  }

  /** Zero times infinity is no number. */
  @Test
  void infiniteWeightsAreMultiplied() {
    assertThat(kinds(zerosTimes(Float.POSITIVE_INFINITY))).contains("Dense");
    assertThat(same(zerosTimes(Float.POSITIVE_INFINITY))).startsWith(Float.NaN);
  }
}
