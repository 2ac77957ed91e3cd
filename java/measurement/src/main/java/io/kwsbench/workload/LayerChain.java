package io.kwsbench.workload;

import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.tensor.DType;
import java.util.SplittableRandom;

/**
 * A graph of equal layers, whose work is as large as the number of its layers: 21 layers are 5 %
 * more work than 20.
 */
public final class LayerChain {
  private static final int ROWS = 16;
  private static final int WIDTH = 256;

  private LayerChain() {}

  /** So many matrix products of 16×256 by 256×256, each with a ReLU, as a serialized GraphDef. */
  public static byte[] graph(int layers, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    GraphBuilder graph = GraphBuilder.graph();
    graph.placeholder("input", ROWS, WIDTH);
    String last = "input";
    for (int i = 0; i < layers; i++) {
      float[] weights = new float[WIDTH * WIDTH];
      for (int j = 0; j < weights.length; j++) {
        weights[j] = (float) (random.nextDouble() - 0.5) / 8;
      }
      String weight = graph.weight("weights" + i, new long[] {WIDTH, WIDTH}, weights).name();
      graph
          .op("MatMul", "product" + i, last, weight)
          .type("T", DType.FLOAT)
          .attr("transpose_a", false)
          .attr("transpose_b", false);
      last = graph.op("Relu", "relu" + i, "product" + i).type("T", DType.FLOAT).name();
    }
    return graph.bytes();
  }
}
