package io.kwsbench.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Node;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphPassRunnerTest {
  /** Two passes that undo each other. */
  private static GraphPass turning(String name, String from, String to) {
    return new GraphPass(
        name,
        false,
        "",
        () ->
            new Rewrite() {
              @Override
              List<Value> replace(IrNode node, List<Value> inputs) {
                return node.op().equals(from)
                    ? List.of(graph().math().unary(to, inputs.get(0)))
                    : null;
              }
            });
  }

  @Test
  void passesThatNeverSettleAreNamed() {
    Sketches s = new Sketches();
    var graph = s.graph.build(s.graph.math().unary("Relu", s.input(1, 3)));
    List<GraphPass> passes =
        List.of(
            GraphPassCatalog.SHARING,
            turning("to", "Relu", "Tanh"),
            turning("fro", "Tanh", "Relu"));

    assertThatThrownBy(() -> GraphPassRunner.settled(graph, passes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("passes do not settle in 100 rounds: to, fro");
  }

  /** {@code y = relu(conv(x) * scale)} with frozen variables, as TensorFlow 1 writes them. */
  private static GraphBuilder scaled(String x) {
    return GraphBuilder.graph()
        .placeholder("x", 1, 1, 4, 1)
        .weight("kernel", new long[] {1, 2, 1, 2}, 1, 2, 3, 4)
        .weight("scale", new long[] {2}, 10, 100)
        .op("Conv2D", "conv", x, "kernel/read")
        .attrs(Attrs.ofType(DType.FLOAT).integers("strides", 1, 1, 1, 1).text("padding", "VALID"))
        .op("Mul", "y", "conv", "scale/read")
        .attrs(Attrs.ofType(DType.FLOAT));
  }

  private static FrozenGraph rewritten(FrozenGraph graph, String output) {
    return GraphPassRunner.rewritten(
        graph, graph.inputs(), TensorName.parse(output), GraphPassCatalog.CHEAPER);
  }

  @Test
  void aFrozenGraphKeepsTheNamesOfItsInputsAndOutput() {
    FrozenGraph cheap = rewritten(scaled("x").build(), "y");

    assertThat(cheap.nodes())
        .extracting(Node::op)
        .containsExactlyInAnyOrder("Placeholder", "Const", "Conv2D", "Identity");
    assertThat(cheap.outputs()).containsExactly(TensorName.parse("y:0"));
    assertThat(cheap.inputs()).isEqualTo(scaled("x").build().inputs());
    Node conv =
        cheap.nodes().stream().filter(n -> n.op().equals("Conv2D")).findFirst().orElseThrow();
    assertThat(cheap.constant(cheap.require(conv.inputs().get(1))).orElseThrow().toFloats())
        .containsExactly(10, 200, 30, 400);
  }

  @Test
  void whatCannotBeRewrittenIsRefusedByName() {
    FrozenGraph waits =
        scaled("x").op("Identity", "z", "y", "^conv").type("T", DType.FLOAT).build();
    assertThatThrownBy(() -> rewritten(waits, "z"))
        .isInstanceOf(KwsException.class)
        .hasMessage("graph: node z (Identity): it branches, loops or waits for another node");

    FrozenGraph open =
        GraphBuilder.graph()
            .placeholder("x", -1, 3)
            .op("Relu", "y", "x")
            .type("T", DType.FLOAT)
            .build();
    assertThatThrownBy(() -> rewritten(open, "y"))
        .hasMessage("graph: node x (Placeholder): its output 0 has no static shape, but [?,3]");
  }

  @Test
  void outputsThatNothingTakesCountToo() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 3, 4)
            .op("Unpack", "a", "x")
            .attrs(Attrs.ofType(DType.FLOAT).integer("num", 3).integer("axis", 0))
            .op("Unpack", "b", "x")
            .attrs(Attrs.ofType(DType.FLOAT).integer("num", 3).integer("axis", 0))
            .op("Sub", "y", "a:2", "b")
            .attrs(Attrs.ofType(DType.FLOAT))
            .build();

    FrozenGraph cheap = rewritten(graph, "y");

    assertThat(cheap.node("b")).isEmpty();
    assertThat(cheap.node("y").orElseThrow().inputs())
        .containsExactly(TensorName.parse("a:2"), TensorName.parse("a"));
  }
}
