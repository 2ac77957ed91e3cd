package io.kwsbench.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as C++ streams and TensorFlow's strings print them, in every locale. */
public final class CppNumbers {
  private static final int SIGNIFICANT = 6;

  private CppNumbers() {}

  /** Fixed point. */
  public static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Six significant digits without trailing zeros, as {@code std::ostream} prints a double. */
  public static String general(double value) {
    return significant(value, SIGNIFICANT);
  }

  /** So many significant digits without trailing zeros, as C's {@code %g} prints a double. */
  public static String significant(double value, int digits) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : Double.toString(value).toLowerCase(Locale.ROOT);
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < digits) {
      return rounded.stripTrailingZeros().toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }

  /** {@code 112.36M}, as TensorFlow's {@code strings::HumanReadableNum}. */
  public static String humanReadable(long value) {
    if (value < 1000) {
      return Long.toString(value);
    }
    double scaled = value;
    int unit = -1;
    while (scaled >= 1000 && unit < 3) {
      scaled /= 1000;
      unit++;
    }
    return fixed(scaled, 2) + "kMBT".charAt(unit);
  }

  /** Bytes in mebibytes. */
  public static String mebibytes(long bytes) {
    return bytes < 0 ? "unknown" : fixed(bytes / 1048576.0, 1) + " MiB";
  }
}
