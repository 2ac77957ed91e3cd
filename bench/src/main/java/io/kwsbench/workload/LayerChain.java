package io.kwsbench.workload;

import java.util.SplittableRandom;
import org.tensorflow.proto.DataType;

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
    GraphWriter graph = new GraphWriter();
    graph.node("Placeholder", "input").type("dtype", DataType.DT_FLOAT).shape("shape", ROWS, WIDTH);
    String last = "input";
    for (int i = 0; i < layers; i++) {
      float[] weights = new float[WIDTH * WIDTH];
      for (int j = 0; j < weights.length; j++) {
        weights[j] = (float) (random.nextDouble() - 0.5) / 8;
      }
      String weight = graph.weight("weights" + i, weights, WIDTH, WIDTH);
      graph
          .node("MatMul", "product" + i, last, weight)
          .ofFloat()
          .flag("transpose_a", false)
          .flag("transpose_b", false);
      last = graph.node("Relu", "relu" + i, "product" + i).ofFloat().name();
    }
    return graph.build().toByteArray();
  }
}
