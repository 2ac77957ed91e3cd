package io.kwsbench.graph;

import java.util.List;
import java.util.Random;
import org.tensorflow.proto.DataType;

/** The smallest graph that takes a clip and gives probabilities: softmax(clip × weights). */
public final class LinearClassifier {
  private static final int CLASSES = 12;

  private LinearClassifier() {}

  /**
   * One with random weights, always the same; input {@code samples} of shape 1 × {@code samples}.
   *
   * @param deviation the weights' standard deviation: small enough, and several classes are likely
   */
  public static FrozenGraph graph(int samples, double deviation) {
    float[] weights = new float[samples * CLASSES];
    Random random = new Random(11);
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (deviation * random.nextGaussian());
    }
    return GraphBuilder.graph()
        .placeholder("samples", 1, samples)
        .floats("weights", new long[] {samples, CLASSES}, weights)
        .op("MatMul", "logits", "samples", "weights")
        .type("T", DataType.DT_FLOAT)
        .op("Softmax", "labels_softmax", "logits")
        .type("T", DataType.DT_FLOAT)
        // a few samples are a clip if the model says so
        .attr("_kwsbench_window", List.of(Integer.toString(samples)))
        .build();
  }
}
