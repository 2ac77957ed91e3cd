package io.kwsbench.lower;

import static io.kwsbench.lower.Computed.assertClose;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.GraphBuilder;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.DataType;

/** {@code tf.cond}, and random numbers that decide nothing. */
class BranchLoweringTest {
  /** The sum of x is above a bound: the predicate that the input decides. */
  private static GraphBuilder begin() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 2)
        .vector("axes", 0, 1)
        .op("Sum", "sum", "x", "axes")
        .floats("bound", new long[0], 10)
        .op("Greater", "p", "sum", "bound")
        .op("Switch", "s", "x", "p");
  }

  @Test
  void theInputDecides() {
    GraphBuilder graph =
        begin()
            .op("Neg", "soft", "s:0")
            .op("Square", "loud", "s:1")
            .op("Merge", "m", "soft", "loud")
            .op("Relu6", "y", "m");
    assertClose(Computed.of(graph, -3, 1), 3, 0);
    assertClose(Computed.of(graph, 12, 2), 6, 4);
  }

  @Test
  void conditionsInConditions() {
    GraphBuilder graph =
        begin()
            .floats("low", new long[0], 0)
            .op("Greater", "q", "sum", "low")
            .op("Switch", "inner_q", "q", "p")
            .op("Switch", "t", "s:0", "inner_q:0")
            .op("Neg", "a", "t:0")
            .op("Square", "b", "t:1")
            .op("Merge", "inner", "a", "b")
            .op("Abs", "c", "s:1")
            .op("Merge", "outer", "inner", "c")
            .op("Identity", "y", "outer");
    assertClose(Computed.of(graph, -3, 1), 3, -1);
    assertClose(Computed.of(graph, 3, 1), 9, 1);
    assertClose(Computed.of(graph, 30, -2), 30, 2);
  }

  /** A constant hangs on its branch by a control input alone. */
  @Test
  void aBranchOfAConstant() {
    GraphBuilder graph =
        begin()
            .floats("quiet", new long[] {1, 2}, 7, 8)
            .op("Merge", "m", "quiet", "s:1")
            .op("Relu", "y", "m");
    assertClose(Computed.of(graph, -3, 1), 7, 8);
    assertClose(Computed.of(graph, 30, 2), 30, 2);
  }

  @Test
  void aKnownPredicateLeavesOneBranch() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 2)
            .floats("one", new long[0], 1)
            .op("Greater", "p", "one", "one")
            .op("Switch", "s", "x", "p")
            .op("Neg", "a", "s:0")
            .op("MadeUp", "b", "s:1")
            .op("Merge", "m", "a", "b")
            .op("Identity", "y", "m");
    assertClose(Computed.of(graph, 1, 2), -1, -2);
  }

  @Test
  void branchesOfDifferentShapesAreNamed() {
    GraphBuilder graph =
        begin()
            .op("Sum", "small", "s:0", "axes")
            .op("Merge", "m", "small", "s:1")
            .op("Relu", "y", "m");
    assertThatThrownBy(() -> Computed.of(graph, 1, 2))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "graph: node m (Merge): the input decides between [] and [1,2], which the native engine"
                + " cannot compile");
  }

  private static GraphBuilder dropout(float keep) {
    return GraphBuilder.graph()
        .placeholder("x", 1, 3)
        .floats("keep", new long[0], keep)
        .vector("shape", 1, 3)
        .op("RandomUniform", "random", "shape")
        .type("dtype", DataType.DT_FLOAT)
        .op("Add", "shifted", "keep", "random")
        .op("Floor", "mask", "shifted")
        .op("RealDiv", "scaled", "x", "keep")
        .op("Mul", "y", "scaled", "mask");
  }

  @Test
  void dropoutThatKeepsAllIsNothing() {
    assertClose(Computed.of(dropout(1), 1, -2, 3), 1, -2, 3);
  }

  @Test
  void dropoutThatDropsIsRefused() {
    assertThatThrownBy(() -> Computed.of(dropout(0.5f), 1, -2, 3))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            "graph: node random (RandomUniform): the output would depend on random numbers, which"
                + " the native engine lacks");
  }

  /** As TensorFlow writes dropout since 1.13. */
  @Test
  void aRateOfZeroKeepsAll() {
    GraphBuilder graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 3)
            .floats("rate", new long[0], 0)
            .vector("shape", 1, 3)
            .op("RandomUniform", "random", "shape")
            .type("dtype", DataType.DT_FLOAT)
            .op("GreaterEqual", "kept", "random", "rate")
            .op("Cast", "mask", "kept")
            .type("SrcT", DataType.DT_BOOL)
            .type("DstT", DataType.DT_FLOAT)
            .op("Mul", "y", "x", "mask");
    assertClose(Computed.of(graph, 1, -2, 3), 1, -2, 3);
  }
}
