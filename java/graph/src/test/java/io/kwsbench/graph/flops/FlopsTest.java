package io.kwsbench.graph.flops;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.ReferenceOutputs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.GraphShapes;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FlopsTest {
  static Stream<Path> piGraphs() {
    return Material.both("keras2/pi-shapes.pb", "keras/pi195/frozen.pb");
  }

  @ParameterizedTest
  @MethodSource("piGraphs")
  void thePiGraphGivesTheKnownEstimate(Path file) {
    FrozenGraph graph = FrozenGraph.load(file);
    GraphShapes shapes = GraphShapes.of(graph);

    assertThat(sum(graph, shapes, "Conv2D") + sum(graph, shapes, "DepthwiseConv2dNative"))
        .isEqualTo(112_364_928);
    assertThat(sum(graph, shapes, "MatMul")).isEqualTo(2 * 4608 * 9 + 2 * 1024 * 12);
    assertThat(sum(graph, shapes, "Mul")).isZero();
  }

  private static long sum(FrozenGraph graph, GraphShapes shapes, String op) {
    return graph.nodes().stream()
        .filter(node -> node.op().equals(op))
        .mapToLong(node -> Flops.benchmarkModel(node, shapes).orElseThrow())
        .sum();
  }

  static Stream<ReferenceOutputs.Case> graphs() {
    return ReferenceOutputs.allCases();
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void everyNodeOfRealGraphsIsCovered(ReferenceOutputs.Case reference) {
    FrozenGraph graph = FrozenGraph.load(reference.file());
    GraphShapes shapes = GraphShapes.of(graph);

    List<String> unknown =
        graph.nodes().stream()
            .filter(node -> Flops.of(node, shapes).isEmpty())
            .map(node -> node.op() + " " + node.name())
            .toList();

    assertThat(unknown).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Tanh, 6",
    "Less, 6",
    "Relu6, 12",
    "SquaredDifference, 12",
    "Softmax, 30",
    "LogicalAnd, 0",
    "ReverseV2, 0",
    "LRN, ",
    "TruncateDiv, "
  })
  void anElementwiseOpCostsWhatItsElementDoes(String op, Long flops) {
    FrozenGraph graph =
        GraphBuilder.graph().placeholder("x", 2, 3).op(op, "made", "x", "x").build();
    GraphShapes shapes = GraphShapes.of(graph);

    OptionalLong counted = Flops.of(graph.node("made").orElseThrow(), shapes);

    assertThat(counted).isEqualTo(flops == null ? OptionalLong.empty() : OptionalLong.of(flops));
  }

  @Test
  void unknownIsNotZero() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", -1, 4)
            .op("Relu", "y", "x")
            .op("MadeUp", "z", "y")
            .op("Reshape", "w", "z", "x")
            .build();
    GraphShapes shapes = GraphShapes.of(graph);

    assertThat(flops(graph, shapes, "y")).isEmpty();
    assertThat(flops(graph, shapes, "z")).isEmpty();
    assertThat(flops(graph, shapes, "w")).hasValue(0);
  }

  private static OptionalLong flops(FrozenGraph graph, GraphShapes shapes, String name) {
    Node node = graph.node(name).orElseThrow();
    return Flops.of(node, shapes);
  }
}
