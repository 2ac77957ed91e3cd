package io.kwsbench.formats.tflite;

/**
 * The logistic function and tanh of numbers of 16 bits, as the integer kernels of LSTMs compute
 * them. A number with {@code bits} bits before its point stands for {@code raw · 2^(bits − 15)};
 * results have none.
 *
 * @see <a href="https://github.com/google/gemmlowp/blob/master/fixedpoint/fixedpoint.h">gemmlowp's
 *     fixedpoint.h</a>
 */
final class ShortFixedPoint {
  private static final int POINT = 15;

  /** Quotients are approached with numbers of two bits before the point. */
  private static final int ONE_OF_TWO_BITS = 1 << POINT - 2;

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
      return 1 << POINT - 1;
    }
    int below = x > 0 ? -x : x;
    int result = shifted(quotient(exp((short) below, bits)), 1);
    return x > 0 ? result : (short) (Short.MAX_VALUE - result);
  }

  /** The hyperbolic tangent, of the same numbers. */
  static int tanh(int x, int bits) {
    if (x == 0) {
      return 0;
    }
    int half = quotient(exp((short) (x < 0 ? x : -x), bits + 1));
    int size = shifted((short) (half - ONE_OF_TWO_BITS), 2);
    return x < 0 ? -size : size;
  }

  /** Returns whether the kernels have these functions for numbers with so many bits. */
  static boolean isKnown(int bits) {
    return bits >= 0 && bits <= MAX_BITS;
  }

  /** 2 / (1 + x) by three steps of Newton's; two bits before the point. */
  private static int quotient(int x) {
    int sum = x + Short.MAX_VALUE;
    int half = (sum + (sum >= 0 ? 1 : -1)) / 2;
    int y = (short) (constant(48.0 / 17, 2) + product(half, constant(-32.0 / 17, 2)));
    for (int i = 0; i < 3; i++) {
      int rest = (short) (ONE_OF_TWO_BITS - product(half, y));
      y = (short) (y + shifted(product(y, rest), 2));
    }
    return y;
  }

  /** The exponential function of a number that is not positive. */
  private static int exp(int x, int bits) {
    if (x == 0) {
      return Short.MAX_VALUE;
    }
    int fraction = POINT - bits;
    int quarter = 1 << fraction - 2;
    int near = (x & quarter - 1) - quarter;
    int left = (short) (near - x);
    int result = expNearZero(shifted(near, bits));
    for (int power = -2; power < Math.min(bits, 5); power++) {
      if ((left & 1 << fraction + power) != 0) {
        result = product(result, constant(Math.exp(-Math.pow(2, power)), 0));
      }
    }
    boolean tiny = bits > 5 && x < -(1 << 20 - bits);
    return tiny ? 0 : result;
  }

  /** From −1/4 on and below 0: Taylor's series around −1/8. */
  private static int expNearZero(int x) {
    int y = (short) (x + (1 << POINT - 3));
    int y2 = product(y, y);
    int y3 = product(y2, y);
    int y4 = product(y2, y2);
    int higher = product((short) (divided(y4, 2) + y3), constant(1 / 3.0, 0));
    int series = divided((short) (higher + y2), 1);
    int eighth = constant(Math.exp(-1 / 8.0), 0);
    return saturated(eighth + product(eighth, (short) (y + series)));
  }

  private static int constant(double value, int bits) {
    long fixed = Multiplier.awayFromZero(Math.scalb(value, 31 - bits));
    return (int) Multiplier.divided(fixed, 16);
  }

  private static int product(int a, int b) {
    if (a == Short.MIN_VALUE && b == Short.MIN_VALUE) {
      return Short.MAX_VALUE;
    }
    int both = a * b;
    return (both + (both >= 0 ? 1 << 14 : 1 - (1 << 14))) / (1 << POINT);
  }

  private static int divided(int x, int power) {
    return (int) Multiplier.divided(x, power);
  }

  private static int shifted(int x, int power) {
    return saturated((long) x << power);
  }

  private static int saturated(long x) {
    return (int) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, x));
  }
}
