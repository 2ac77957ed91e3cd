package io.kwsbench.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Node;
import io.kwsbench.rewrite.ir.StaticPart;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SimplifiedGraphTest {
  private static final Attrs FLOAT = Attrs.ofType(DType.FLOAT);

  /** A convolution, a scale, a shift and ReLU6 as Keras 2 spells it. */
  private static GraphBuilder network() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 1, 4, 1)
        .floats("kernel", new long[] {1, 2, 1, 2}, 1, 2, 3, 4)
        .floats("scale", new long[] {2}, 10, 100)
        .floats("shift", new long[] {2}, 1, 2)
        .floats("zero", new long[0], 0)
        .floats("six", new long[0], 6)
        .op("Conv2D", "conv", "x", "kernel")
        .attrs(FLOAT.integers("strides", 1, 1, 1, 1).text("padding", "VALID"))
        .op("Mul", "scaled", "conv", "scale")
        .attrs(FLOAT)
        .op("Add", "shifted", "scaled", "shift")
        .attrs(FLOAT)
        .op("Relu", "relu", "shifted")
        .attrs(FLOAT)
        .op("Minimum", "least", "relu", "six")
        .attrs(FLOAT)
        .op("Maximum", "y", "least", "zero")
        .attrs(FLOAT);
  }

  private static List<TensorName> names(String... names) {
    return Arrays.stream(names).map(TensorName::parse).toList();
  }

  private static SimplifiedGraph simplified(
      FrozenGraph graph, List<TensorSpec> feeds, String... outputs) {
    StaticPart part = StaticPart.of(graph, feeds, names(outputs));
    return SimplifiedGraph.of(
        graph, part.with(GraphPassRunner.settled(part.graph(), GraphPassCatalog.CHEAPER)));
  }

  private static List<String> ops(SimplifiedGraph graph) {
    return graph.nodes().stream().map(Node::op).filter(op -> !op.equals("Const")).toList();
  }

  private static Node only(SimplifiedGraph graph, String op) {
    return graph.nodes().stream().filter(node -> node.op().equals(op)).findFirst().orElseThrow();
  }

  @Test
  void aNodeHasTheNamesOfThoseThatItStandsFor() {
    FrozenGraph graph = network().build();
    SimplifiedGraph simple = simplified(graph, graph.inputs(), "y");

    assertThat(ops(simple)).containsExactly("Placeholder", "Conv2D", "BiasAdd", "Relu6");
    assertThat(simple.origins(only(simple, "Conv2D").name())).containsExactly("conv", "scaled");
    assertThat(simple.origins(only(simple, "BiasAdd").name())).containsExactly("shifted");
    assertThat(only(simple, "Relu6").name()).isEqualTo("y");
    assertThat(simple.origins("y")).containsExactly("relu", "least", "y");
    assertThat(simple.place(TensorName.parse("y"))).isEqualTo(TensorName.parse("y"));
  }

  @Test
  void equalNodesAreOneThatHasBothNames() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 1, 4)
            .op("Tanh", "a", "x")
            .attrs(FLOAT)
            .op("Tanh", "b", "x")
            .attrs(FLOAT)
            .op("Mul", "y", "a", "b")
            .attrs(FLOAT)
            .build();
    SimplifiedGraph simple = simplified(graph, graph.inputs(), "y", "b");

    assertThat(ops(simple)).containsExactly("Placeholder", "Tanh", "Mul");
    assertThat(simple.origins(only(simple, "Tanh").name())).containsExactly("a", "b");
    assertThat(simple.place(TensorName.parse("b")))
        .isEqualTo(new TensorName(only(simple, "Tanh").name(), 0));
  }

  @Test
  void whatIsFedDependsOnNothing() {
    TensorSpec fed = new TensorSpec(TensorName.parse("conv"), DType.FLOAT, Shape.of(1, 1, 3, 2));
    SimplifiedGraph simple = simplified(network().build(), List.of(fed), "y");

    assertThat(ops(simple)).containsExactly("Placeholder", "Mul", "Add", "Relu6");
    assertThat(only(simple, "Mul").inputs()).contains(simple.place(fed.name()));
  }

  /** A branch that the input decides, between what is static and what depends on it. */
  @Test
  void whatBranchesStaysAsItIs() {
    FrozenGraph graph =
        network()
            .placeholder("z", 1, 1, 3, 2)
            .op("Less", "positive", "zero", "six")
            .attrs(FLOAT)
            .op("Switch", "switch", "y", "positive")
            .attrs(FLOAT)
            .op("Neg", "negative", "switch")
            .attrs(FLOAT)
            .op("Merge", "merge", "negative", "switch:1")
            .attrs(FLOAT)
            .op("Relu", "relu_1", "merge")
            .attrs(FLOAT)
            .build();
    StaticPart part = StaticPart.of(graph, graph.inputs(), names("relu_1"));
    SimplifiedGraph simple = simplified(graph, graph.inputs(), "relu_1");

    assertThat(part.rest())
        .extracting(Node::name)
        .containsExactly("switch", "negative", "merge", "relu_1");
    assertThat(ops(simple))
        .containsSubsequence("Conv2D", "BiasAdd", "Relu6", "Switch", "Neg", "Merge", "Relu");
    assertThat(only(simple, "Switch").inputs().get(0)).isEqualTo(TensorName.parse("y"));
    assertThat(simple.origins("merge")).containsExactly("merge");
  }
}
