package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.ReferenceOutputs;
import io.kwsbench.tensor.TensorName;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrozenGraphTest {
  static Stream<ReferenceOutputs.Case> graphs() {
    return ReferenceOutputs.allCases();
  }

  @ParameterizedTest
  @MethodSource("graphs")
  void findsInputsAndOutputsOfRealGraphs(ReferenceOutputs.Case reference) {
    FrozenGraph graph = FrozenGraph.load(reference.file());

    assertThat(graph.inputs())
        .hasToString("[decoded_sample_data:0 float[16000,1], decoded_sample_data:1 int32[]]");
    assertThat(graph.outputs()).hasToString("[labels_softmax:0]");
    assertInOrder(graph);
  }

  private static void assertInOrder(FrozenGraph graph) {
    Set<String> seen = new HashSet<>();
    for (Node node : graph.nodes()) {
      for (TensorName input : node.inputs()) {
        if (!node.op().equals("Merge")) {
          assertThat(seen).contains(input.node());
        }
      }
      seen.add(node.name());
    }
  }

  @Test
  void theNearestNamesHelpWithAnUnknownNode() {
    FrozenGraph graph =
        GraphBuilder.graph()
            .placeholder("wav_data")
            .op("Identity", "labels_softmax", "wav_data")
            .build();

    assertThatThrownBy(() -> graph.require(TensorName.parse("label_softmax:0")))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("graph: no node label_softmax (nearest: labels_softmax");
  }

  @Test
  void anUnfrozenGraphNamesItsVariable() {
    assertThatThrownBy(() -> GraphBuilder.graph().op("VariableV2", "weights").build())
        .isInstanceOf(KwsException.class)
        .hasMessage("graph: not frozen: node weights is a VariableV2");
  }

  @Test
  void brokenGraphsNameTheNode() {
    assertThatThrownBy(() -> GraphBuilder.graph().op("Relu", "a", "missing").build())
        .hasMessage("graph: node a takes missing, which the graph lacks");
    assertThatThrownBy(() -> GraphBuilder.graph().op("Relu", "a", "b").op("Relu", "b", "a").build())
        .hasMessage("graph: node a stands in or behind a cycle that is no while loop");
    assertThatThrownBy(() -> GraphBuilder.graph().op("NoOp", "a").op("NoOp", "a").build())
        .hasMessage("graph: two nodes are named a");
    assertThatThrownBy(() -> GraphBuilder.graph().op("Relu", "a", "b:x").build())
        .hasMessage("graph: node a has an input that is no tensor name: 'b:x'");
  }
}
