package io.kwsbench.compile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilerErrorsTest {
  private static final long[] CUBE = {3, 3, 3};

  private static void assertRefused(GraphBuilder builder, String message) {
    FrozenGraph graph = builder.build();
    assertThatThrownBy(() -> GraphCompiler.compile(graph))
        .isInstanceOf(KwsException.class)
        .hasMessage(message);
  }

  @Test
  void anUncoveredOpIsNamedWithItsNode() {
    assertRefused(
        GraphBuilder.graph().placeholder("x", 2, 2).op("MadeUp", "y", "x"),
        "graph: node y: the native engine has no op MadeUp");
  }

  @Test
  void anInputWithoutAStaticShapeIsNamed() {
    assertRefused(
        GraphBuilder.graph().placeholder("x", 2, -1).op("Relu", "y", "x"),
        "graph: feed x:0 float[2,?] has no static shape");
  }

  @Test
  void aMisfitIsNamed() {
    assertRefused(
        GraphBuilder.graph()
            .placeholder("x", 2, 3)
            .floats("w", new long[] {4, 1}, 1, 2, 3, 4)
            .op("MatMul", "y", "x", "w"),
        "graph: node y (MatMul): multiplies [2,3] by [4,1]");
  }

  /** In the node's terms, not in those of our lists. */
  @Test
  void aMissingInputIsNamed() {
    assertRefused(
        GraphBuilder.graph().placeholder("x", 2, 3).op("ReverseV2", "y", "x"),
        "graph: node y (ReverseV2): its inputs are too few, or of another rank");
  }

  @Test
  void aLoopThatDoesNotCountIsNamed() {
    assertRefused(
        GraphBuilder.graph()
            .placeholder("x", 1)
            .scalar("limit", 3)
            .op("Enter", "enter", "x")
            .attr("frame_name", "loop")
            .op("Merge", "merge", "enter", "next")
            .floats("bound", new long[] {1}, 5)
            .op("Less", "less", "merge", "bound")
            .op("LoopCond", "cond", "less")
            .op("Switch", "switch", "merge", "cond")
            .op("Sqrt", "body", "switch:1")
            .op("NextIteration", "next", "body")
            .op("Exit", "exit", "switch")
            .op("Relu", "out", "exit"),
        "graph: node cond (LoopCond): how often its loop runs depends on the input, which the"
            + " native engine cannot compile");
  }

  @Test
  void anUnknownFetchHasNeighbors() {
    FrozenGraph graph = GraphBuilder.graph().placeholder("x", 2).op("Relu", "out", "x").build();
    assertThatThrownBy(
            () ->
                GraphCompiler.compile(graph, graph.inputs(), List.of(TensorName.parse("output:0"))))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("graph: no node output (nearest: out");
  }

  /** Diagonals, which TensorFlow has and the engine has not. */
  @Test
  void lettersTwiceInATermOfAnEinsumAreNamed() {
    for (String equation : List.of("aa->a", "aa,aa->", "aab,aab->b", "ab,bb->a")) {
      GraphBuilder graph = GraphBuilder.graph();
      String[] terms = equation.substring(0, equation.indexOf('-')).split(",");
      String[] inputs = new String[terms.length];
      for (int i = 0; i < terms.length; i++) {
        inputs[i] = "x" + i;
        graph.placeholder(inputs[i], terms[i].length() == 2 ? new long[] {3, 3} : CUBE);
      }
      graph.op("Einsum", "y", inputs).attr("N", terms.length).attr("equation", equation);
      FrozenGraph built = graph.build();
      assertThatThrownBy(() -> GraphCompiler.compile(built))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith("graph: node y (Einsum): ")
          .hasMessageContaining("equation " + equation + " takes a diagonal")
          .hasMessageNotContaining("\n");
    }
  }
}
