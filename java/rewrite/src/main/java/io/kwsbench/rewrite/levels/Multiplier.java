package io.kwsbench.rewrite.levels;

/**
 * A real factor as TensorFlow Lite's integer kernels have it: {@code mantissa · 2^(left − right −
 * 31)}.
 *
 * @param mantissa below 2^31 in size
 * @param left how far numbers are shifted before they are multiplied
 * @param right how far the products are shifted, which is a rounding of its own
 */
public record Multiplier(int mantissa, int left, int right) {
  private static final int BITS = 31;
  private static final int MAX_SHIFT = 30;

  /** The nearest to a factor. */
  public static Multiplier of(double factor) {
    if (factor == 0) {
      return new Multiplier(0, 0, 0);
    }
    int shift = Math.getExponent(factor) + 1;
    long fixed = awayFromZero(Math.scalb(factor, BITS - shift));
    if (Math.abs(fixed) == 1L << BITS) {
      fixed /= 2;
      shift++;
    }
    if (shift > MAX_SHIFT || !Double.isFinite(factor)) {
      throw new ArithmeticException("a factor of " + factor);
    }
    return shift < -BITS
        ? new Multiplier(0, 0, 0)
        : new Multiplier((int) fixed, Math.max(shift, 0), Math.max(-shift, 0));
  }

  /** The nearest whole number; halves go away from zero. */
  public static long awayFromZero(double x) {
    double whole = Math.floor(Math.abs(x));
    double up = Math.abs(x) - whole >= 0.5 ? whole + 1 : whole;
    return (long) Math.copySign(up, x);
  }

  public Multiplier negated() {
    return new Multiplier(-mantissa, left, right);
  }

  /** The same factor of numbers that are shifted left first. */
  public Multiplier ofShifted(int bits) {
    return new Multiplier(mantissa, left + bits, right);
  }

  /** The factor divided by a count, as kernels of means do it: cut off. */
  public Multiplier dividedBy(int count) {
    int exponent = left - right;
    int bits = Math.min(BITS - Integer.numberOfLeadingZeros(count), BITS + exponent);
    int shift = exponent - bits;
    int quotient = (int) (((long) mantissa << bits) / count);
    return new Multiplier(quotient, Math.max(shift, 0), Math.max(-shift, 0));
  }

  /** A number times the factor, rounded twice as the reference kernels do. */
  public int times(long x) {
    return (int) divided(((x << left) * mantissa + (1L << (BITS - 1))) >> BITS, right);
  }

  /** A number divided by a power of two; halves go away from zero. */
  public static long divided(long x, int power) {
    long half = (1L << power) >> 1;
    return x < 0 ? -((-x + half) >> power) : (x + half) >> power;
  }

  /** The mantissa shifted left: what a number is multiplied by. */
  public long shifted() {
    return (long) mantissa << left;
  }

  /** The mantissa of 16 bits by which kernels multiply sums of 64 bits. */
  public int reduced() {
    return mantissa < 0x7fff0000 ? (mantissa + (1 << 15)) >> 16 : 0x7fff;
  }

  /** The bits by which a product with {@link #reduced} is shifted right. */
  public int reducedShift() {
    return 15 + right - left;
  }
}
