package io.kwsbench.graph.shape;

import io.kwsbench.graph.Padding;
import io.kwsbench.tensor.Shape;

/**
 * One axis of a window that slides over an input: a convolution's, a pooling's, a patch's.
 *
 * @param out number of outputs
 * @param padBefore zeros before the first input
 */
public record WindowAxis(long out, long padBefore) {
  /**
   * The positions of a window over an axis of {@code in} elements; an unknown input gives an
   * unknown output.
   *
   * @throws IllegalArgumentException when there is no such window
   */
  public static WindowAxis along(long in, long kernel, long stride, long dilation, String padding) {
    if (kernel < 1 || stride < 1 || dilation < 1 || kernel > 1 << 24 || dilation > 1 << 24) {
      throw new IllegalArgumentException(
          "window of " + kernel + " by " + stride + ", dilated by " + dilation);
    }
    if (in < 0 || kernel < 0) {
      return new WindowAxis(-1, 0);
    }
    long span = (kernel - 1) * dilation + 1;
    Padding ends = Padding.named(padding);
    if (ends == Padding.VALID && in < span) {
      throw new IllegalArgumentException("a window of " + span + " over " + in + " elements");
    }
    return new WindowAxis(ends.windows(in, span, stride), ends.zerosBefore(in, span, stride));
  }

  /** The same with the padding given, before and after. */
  public static WindowAxis explicit(
      long in, long kernel, long stride, long dilation, long before, long after) {
    if (before < 0 || after < 0 || before > 1 << 24 || after > 1 << 24) {
      throw new IllegalArgumentException("padding " + before + " and " + after);
    }
    WindowAxis valid = along(in < 0 ? -1 : in + before + after, kernel, stride, dilation, "VALID");
    return new WindowAxis(valid.out, before);
  }

  static Shape nhwc(boolean channelsFirst, long batch, long h, long w, long c) {
    return channelsFirst ? Shape.of(batch, c, h, w) : Shape.of(batch, h, w, c);
  }
}
