package io.kwsbench.graph.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.ReferenceOutputs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GraphShapesTest {
  /** Handles and flows have no shape that would mean anything. */
  private static final Set<String> SHAPELESS = Set.of("Assert", "NoOp");

  static Stream<ReferenceOutputs.Case> graphs() {
    return ReferenceOutputs.allCases();
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void everyTensorOfRealGraphsIsStatic(ReferenceOutputs.Case reference) {
    FrozenGraph graph = FrozenGraph.load(reference.file());
    GraphShapes shapes = GraphShapes.of(graph);

    List<String> unknown = new ArrayList<>();
    for (Node node : graph.nodes()) {
      TensorInfo info = shapes.info(new TensorName(node.name(), 0));
      if (!SHAPELESS.contains(node.op()) && (!info.shape().isStatic() || info.dtype().isEmpty())) {
        unknown.add(node.op() + " " + node.name() + " " + info);
      }
    }

    assertThat(unknown).isEmpty();
    // the original's freeze flattens the probabilities
    String shape = graph.node("wav_fn").isPresent() ? "[12]" : "[1,12]";
    assertThat(shapes.outputs()).hasToString("[labels_softmax:0 float" + shape + "]");
  }

  @Test
  void shapesAreComputedThroughShapeArithmetic() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 2, 6, 5)
            .op("Shape", "shape", "x")
            .vector("begin", 1)
            .vector("end", 3)
            .vector("one", 1)
            .op("StridedSlice", "inner", "shape", "begin", "end", "one")
            .vector("axis", 0)
            .op("Prod", "features", "inner", "axis")
            .scalar("any", -1)
            .op("Pack", "dims", "any", "features")
            .attr("N", 2)
            .op("Reshape", "y", "x", "dims")
            .build();

    assertThat(GraphShapes.of(graph).info(TensorName.parse("y"))).hasToString("float[2,30]");
  }

  @Test
  void aMisfitLeavesTheNodeUnknown() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("x", 2, 6)
            .placeholder("w", 5, 3)
            .op("MatMul", "y", "x", "w")
            .op("Relu", "z", "y")
            .build();

    assertThat(GraphShapes.of(graph).info(TensorName.parse("z"))).hasToString("??");
  }
}
