package io.kwsbench.tensor;

/** The size of a frame's Fourier transform, and what it costs. */
public final class RealFft {
  private RealFft() {}

  /** The power of two that a frame is padded to, at least 2. */
  public static long length(long frame) {
    return frame <= 2 ? 2 : Long.highestOneBit(frame - 1) << 1;
  }

  /** Frequencies of a frame. */
  public static long bins(long frame) {
    return length(frame) / 2 + 1;
  }

  /** Floating-point operations of one of this length: 2.5 n log2 n. */
  public static long flops(long length) {
    return length < 2 ? 0 : Math.round(2.5 * length * (Math.log(length) / Math.log(2)));
  }
}
