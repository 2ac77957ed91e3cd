package io.kwsbench.formats.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.TensorName;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** All outputs of a model are outputs of its graph, in the file's order. */
class SeveralOutputsTest {
  @Test
  void bothAreThere() throws IOException {
    byte[] model = Files.readAllBytes(Material.fixture("onnx/several/two_outputs.onnx"));
    FrozenGraph graph = OnnxReader.read(model, "m.onnx", null);
    assertThat(graph.outputs())
        .containsExactly(TensorName.parse("logits"), TensorName.parse("next"));
    for (TensorName output : graph.outputs()) {
      assertThat(graph.metadata(output).toString()).contains("m.onnx");
    }
  }
}
