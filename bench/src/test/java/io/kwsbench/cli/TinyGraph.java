package io.kwsbench.cli;

import io.kwsbench.graph.GraphBuilder;
import org.tensorflow.proto.DataType;

/** softmax(x · w) over three classes: no sound, no gate met but size and time. */
public final class TinyGraph {
  private TinyGraph() {}

  public static byte[] bytes() {
    return GraphBuilder.graph()
        .placeholder("x", 1, 2)
        .floats("w", new long[] {2, 3}, 1, 2, 3, 4, 5, 6)
        .op("MatMul", "logits", "x", "w")
        .type("T", DataType.DT_FLOAT)
        .attr("transpose_a", false)
        .attr("transpose_b", false)
        .op("Softmax", "probabilities", "logits")
        .type("T", DataType.DT_FLOAT)
        .bytes();
  }
}
