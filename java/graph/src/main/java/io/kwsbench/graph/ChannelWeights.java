package io.kwsbench.graph;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;

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
    float[] scaled = new float[weights.length];
    for (int i = 0; i < scaled.length; i++) {
      double by = scale.applyAsDouble(i % channels);
      scaled[i] = (float) (weights[i] * by);
      boolean vanishes = Math.abs(scaled[i]) < Float.MIN_NORMAL && scaled[i] != weights[i];
      if (!Float.isFinite(scaled[i]) || vanishes && by != 0 || !Double.isFinite(by)) {
        return Optional.empty();
      }
    }
    float[] shifted = new float[channels];
    for (int c = 0; c < channels; c++) {
      shifted[c] = (float) (bias[c] * scale.applyAsDouble(c) + shift.applyAsDouble(c));
    }
    return Optional.of(new ChannelWeights(scaled, shifted));
  }
}
