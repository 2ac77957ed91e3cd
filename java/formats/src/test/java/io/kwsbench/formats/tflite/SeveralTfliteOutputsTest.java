package io.kwsbench.formats.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.TensorName;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** All outputs of a model are outputs of its graph: the subgraph's order, the signature's names. */
class SeveralTfliteOutputsTest {
  /** The signature has a before b, the subgraph b before a, as LiteRT gives them. */
  @Test
  void haveTheSubgraphsOrder() throws IOException {
    byte[] model = Files.readAllBytes(Material.fixture("tflite/several/two_outputs.tflite"));
    FrozenGraph graph = TfliteReader.read(model, "m.tflite");
    assertThat(graph.outputs()).containsExactly(TensorName.parse("b"), TensorName.parse("a"));
    assertThat(graph.outputs().stream().map(output -> computedBy(graph, output)))
        .containsExactly("Tanh", "Exp");
    for (TensorName output : graph.outputs()) {
      assertThat(graph.metadata(output).toString()).contains("m.tflite");
    }
  }

  private static String computedBy(FrozenGraph graph, TensorName output) {
    Node end = graph.require(output);
    return graph.require(end.inputs().get(0)).op();
  }
}
