package io.kwsbench.formats.tflite;

/**
 * The logistic function and tanh of numbers of 16 bits, as the integer kernels of LSTMs compute
 * them. A number with {@code bits} bits before its point stands for {@code raw · 2^(bits − 15)};
 * results have none.
 */
final class ShortFixedPoint {
  private static final FixedPoint SHORT = FixedPoint.SHORT;

  /** Quotients are approached with numbers of two bits before the point. */
  private static final int ONE_OF_TWO_BITS = 1 << SHORT.point() - 2;

  private static final int MAX_BITS = 6;

  private ShortFixedPoint() {}

  /**
   * The logistic function.
   *
   * @param x a raw number
   * @param bits before its point, 0 to 6
   */
  static int logistic(int x, int bits) {
    if (x == 0) {
      return 1 << SHORT.point() - 1;
    }
    int below = x > 0 ? -x : x;
    int result = (int) SHORT.shifted(quotient(SHORT.exp(below, bits)), 1);
    return x > 0 ? result : Short.MAX_VALUE - result;
  }

  /** The hyperbolic tangent, of the same numbers. */
  static int tanh(int x, int bits) {
    if (x == 0) {
      return 0;
    }
    long half = quotient(SHORT.exp(x < 0 ? x : -x, bits + 1));
    int size = (int) SHORT.shifted(half - ONE_OF_TWO_BITS, 2);
    return x < 0 ? -size : size;
  }

  /** Returns whether the kernels have these functions for numbers with so many bits. */
  static boolean isKnown(int bits) {
    return bits >= 0 && bits <= MAX_BITS;
  }

  /** 2 / (1 + x) by three steps of Newton's; two bits before the point. */
  private static long quotient(long x) {
    long half = (x + Short.MAX_VALUE + 1) / 2;
    long y = SHORT.constant(48.0 / 17, 2) + SHORT.product(half, SHORT.constant(-32.0 / 17, 2));
    for (int i = 0; i < 3; i++) {
      long rest = ONE_OF_TWO_BITS - SHORT.product(half, y);
      y += SHORT.shifted(SHORT.product(y, rest), 2);
    }
    return y;
  }
}
