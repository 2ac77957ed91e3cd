package io.kwsbench.formats.shared;

/** The values of floats of two bytes. */
public final class HalfFloats {
  private HalfFloats() {}

  /** The value of an IEEE 754 binary16. */
  public static double half(short bits) {
    int exponent = bits >> 10 & 31;
    int mantissa = bits & 1023;
    double sign = bits < 0 ? -1 : 1;
    if (exponent == 31) {
      return mantissa == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * Math.scalb((double) mantissa, -24)
        : sign * Math.scalb((double) (mantissa | 1024), exponent - 25);
  }

  /** The value of a bfloat16: the upper half of a float. */
  public static double bfloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }
}
