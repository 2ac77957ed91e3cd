package io.kwsbench.formats.tflite;

/** Functions on fractions of 31 bits, as the reference kernels compute them. */
final class FixedPoint {
  private static final int EXP_BITS = 26;
  private static final long QUARTER = 1L << EXP_BITS - 2;

  private FixedPoint() {}

  /** A product of which one factor is a fraction of 31 bits. */
  static long product(long a, long b) {
    return a * b + (1L << 30) >> 31;
  }

  private static long constant(double value) {
    return Multiplier.awayFromZero(value * (1L << 31));
  }

  /**
   * The exponential function.
   *
   * @param x not positive, a fraction of 26 bits
   * @return a fraction of 31 bits
   */
  static long exp(long x) {
    if (x == 0) {
      return Integer.MAX_VALUE;
    }
    long near = (x & QUARTER - 1) - QUARTER;
    long left = near - x;
    long result = expNearZero(near << 31 - EXP_BITS);
    for (int power = -2; power <= 4; power++) {
      if ((left & 1L << EXP_BITS + power) != 0) {
        result = product(result, constant(Math.exp(-Math.pow(2, power))));
      }
    }
    return result;
  }

  /** From −1/4 on and below 0: Taylor's series around −1/8. */
  private static long expNearZero(long x) {
    long y = x + (1L << 28);
    long y2 = product(y, y);
    long y3 = product(y2, y);
    long y4 = product(y2, y2);
    long higher = product(Multiplier.divided(y4, 2) + y3, constant(1 / 3.0));
    long series = Multiplier.divided(higher + y2, 1);
    long eighth = constant(Math.exp(-1 / 8.0));
    return eighth + product(eighth, y + series);
  }

  /** The level of 1 / √x, unclamped; {@code x} at least 1, the factor what the scales make. */
  static long reciprocalRoot(int x, Multiplier factor) {
    int shift = 20;
    if (x == 1) {
      int one = new Multiplier(Integer.MAX_VALUE, shift, 0).times(1);
      return shifted(factor, -shift).times(one);
    }
    int pairs = (Integer.numberOfLeadingZeros(x) - 1) / 2 - 1;
    int right = 11 - pairs;
    long fraction = (long) x << 2 * pairs >> 1;
    long half = Multiplier.divided(fraction, 1);
    long y = 1L << 28;
    for (int i = 0; i < 5; i++) {
      long cube = product(product(y, y), y) << 6;
      y = (product((1L << 28) + (1L << 27), y) - product(half, cube)) << 3;
    }
    long root = product(y, constant(Math.sqrt(2) / 2));
    if (right < 0) {
      root <<= -right;
      right = 0;
    }
    int value = shifted(new Multiplier((int) root, 0, right), shift).times(1);
    return shifted(factor, -shift).times(value);
  }

  /** The factor times a power of two. */
  private static Multiplier shifted(Multiplier factor, int by) {
    int shift = factor.left() - factor.right() + by;
    return new Multiplier(factor.mantissa(), Math.max(shift, 0), Math.max(-shift, 0));
  }
}
