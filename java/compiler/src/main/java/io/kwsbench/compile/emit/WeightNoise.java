package io.kwsbench.compile.emit;

import java.util.List;
import java.util.Optional;

/**
 * The effect of rounding on the weights of a step.
 *
 * @param nodes of the graph that the step stands for
 * @param values how many weights there are
 * @param signalToNoiseDb the weights' energy over that of their errors, in decibels; empty where
 *     the weights are what they were
 */
public record WeightNoise(List<String> nodes, long values, Optional<Double> signalToNoiseDb) {
  public WeightNoise {
    nodes = List.copyOf(nodes);
  }

  /** The noise of weights that were rounded. */
  static WeightNoise of(List<String> nodes, float[] weights, float[] rounded) {
    double signal = 0;
    double noise = 0;
    for (int i = 0; i < weights.length; i++) {
      double error = (double) weights[i] - rounded[i];
      signal += (double) weights[i] * weights[i];
      noise += error * error;
    }
    return new WeightNoise(
        nodes,
        weights.length,
        noise == 0 ? Optional.empty() : Optional.of(10 * Math.log10(signal / noise)));
  }

  /** No noise: the weights stay. */
  static WeightNoise none(List<String> nodes, float[] weights) {
    return new WeightNoise(nodes, weights.length, Optional.empty());
  }
}
