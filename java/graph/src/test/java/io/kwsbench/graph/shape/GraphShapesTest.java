package io.kwsbench.graph.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphShapesTest {
  /** Handles and flows have no shape that would mean anything. */
  private static final Set<String> SHAPELESS = Set.of("Assert", "NoOp");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "graphs/arm-kws/Basic_LSTM_S.pb",
        "graphs/arm-kws/CNN_L.pb",
        "graphs/arm-kws/CNN_S.pb",
        "graphs/arm-kws/CRNN_S.pb",
        "graphs/arm-kws/DNN_M.pb",
        "graphs/arm-kws/DNN_S.pb",
        "graphs/arm-kws/DS_CNN_M.pb",
        "graphs/arm-kws/DS_CNN_S.pb",
        "graphs/arm-kws/GRU_S.pb",
        "graphs/arm-kws/LSTM_S.pb",
        "keras/pi195/frozen.pb",
        "keras/106/frozen12.pb",
        "keras/zoo/conv_1d_fast.pb",
        "keras/zoo/conv_1d_multi_time_sliced.pb",
        "keras/zoo/conv_1d_simple.pb",
        "keras/zoo/conv_1d_time_stacked.pb",
        "keras/zoo/simple.pb"
      })
  void everyTensorOfRealGraphsIsStatic(String file) {
    FrozenGraph graph = FrozenGraph.load(SharedMaterial.require(file));
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
    String shape = file.startsWith("keras") ? "[12]" : "[1,12]";
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
