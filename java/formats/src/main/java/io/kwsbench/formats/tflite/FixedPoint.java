package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.levels.Multiplier;

/**
 * Functions on fractions, as the reference kernels compute them.
 *
 * @param point bits behind the point: a number of as many, and of {@code bits} before it, stands
 *     for {@code raw · 2^(bits − point)}
 * @see <a href="https://github.com/google/gemmlowp/blob/master/fixedpoint/fixedpoint.h">gemmlowp's
 *     fixedpoint.h</a>
 */
record FixedPoint(int point) {
  /** Of 32 bits with the sign. */
  static final FixedPoint WORD = new FixedPoint(31);

  /** Of 16 bits with the sign. */
  static final FixedPoint SHORT = new FixedPoint(15);

  /** The greatest powers of two whose exponentials are more than nothing, and one. */
  private static final int MAX_POWERS = 5;

  /** A product of which one factor is a fraction. */
  long product(long a, long b) {
    return a * b + (1L << point - 1) >> point;
  }

  /** A number with so many bits before the point. */
  long constant(double value, int bits) {
    long word = Multiplier.awayFromZero(Math.scalb(value, WORD.point - bits));
    return Multiplier.divided(word, WORD.point - point);
  }

  /** A number times a power of two, or the nearest that there is. */
  long shifted(long x, int power) {
    return saturated(x << power);
  }

  private long saturated(long x) {
    return Math.max(-(1L << point), Math.min((1L << point) - 1, x));
  }

  /**
   * The exponential function.
   *
   * @param x not positive
   * @param bits of x before the point
   * @return a fraction
   */
  long exp(long x, int bits) {
    if (x == 0) {
      return (1L << point) - 1;
    }
    int behind = point - bits;
    long quarter = 1L << behind - 2;
    long near = (x & quarter - 1) - quarter;
    long left = near - x;
    long result = expNearZero(shifted(near, bits));
    for (int power = -2; power < Math.min(bits, MAX_POWERS); power++) {
      if ((left & 1L << behind + power) != 0) {
        result = product(result, constant(Math.exp(-Math.pow(2, power)), 0));
      }
    }
    return bits > MAX_POWERS && x < -(1L << behind + MAX_POWERS) ? 0 : result;
  }

  /** From −1/4 on and below 0: Taylor's series around −1/8. */
  private long expNearZero(long x) {
    long y = x + (1L << point - 3);
    long y2 = product(y, y);
    long y3 = product(y2, y);
    long y4 = product(y2, y2);
    long higher = product(Multiplier.divided(y4, 2) + y3, constant(1 / 3.0, 0));
    long series = Multiplier.divided(higher + y2, 1);
    long eighth = constant(Math.exp(-1 / 8.0), 0);
    return saturated(eighth + product(eighth, y + series));
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
      long cube = WORD.product(WORD.product(y, y), y) << 6;
      y = (WORD.product((1L << 28) + (1L << 27), y) - WORD.product(half, cube)) << 3;
    }
    long root = WORD.product(y, WORD.constant(Math.sqrt(2) / 2, 0));
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
