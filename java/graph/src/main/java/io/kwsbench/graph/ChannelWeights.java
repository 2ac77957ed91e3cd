package io.kwsbench.graph;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The weights and bias of a convolution or matrix product whose last axis is the output channel;
 * scales and shifts per channel can be folded into them.
 *
 * <p>The arrays are not copied: whoever passes or takes one must not change it.
 *
 * @param weights row-major, the output channel last; where the kernel has a multiplier, its last
 *     two axes are the output channel
 * @param bias a number for every output channel
 */
public record ChannelWeights(float[] weights, float[] bias) {
  /** Weights without a bias: one of zeros. */
  public static ChannelWeights unbiased(float[] weights, int channels) {
    return new ChannelWeights(weights, new float[channels]);
  }

  /**
   * These with every channel {@code c} of the output times {@code scale(c)} plus {@code shift(c)},
   * computed in double and rounded once.
   *
   * @return empty where a weight would no longer be a number of full precision: an infinite one
   *     times 0 is no number, where an infinite scale of the sum may be one
   */
  public Optional<ChannelWeights> affine(IntToDoubleFunction scale, IntToDoubleFunction shift) {
    int channels = bias.length;
    double[] scales = IntStream.range(0, channels).mapToDouble(scale).toArray();
    if (!Arrays.stream(scales).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    float[] scaled = new float[weights.length];
    for (int i = 0, c = 0; i < scaled.length; i++, c = c + 1 == channels ? 0 : c + 1) {
      scaled[i] = (float) (weights[i] * scales[c]);
      float size = Math.abs(scaled[i]);
      boolean isPlain = size >= Float.MIN_NORMAL && size <= Float.MAX_VALUE;
      if (!isPlain && isLost(weights[i], scales[c], scaled[i])) {
        return Optional.empty();
      }
    }
    float[] shifted = new float[channels];
    for (int c = 0; c < channels; c++) {
      shifted[c] = (float) (bias[c] * scales[c] + shift.applyAsDouble(c));
    }
    return Optional.of(new ChannelWeights(scaled, shifted));
  }

  private static boolean isLost(float weight, double by, float scaled) {
    boolean vanishes = Math.abs(scaled) < Float.MIN_NORMAL && scaled != weight;
    return !Float.isFinite(scaled) || vanishes && by != 0;
  }
}
