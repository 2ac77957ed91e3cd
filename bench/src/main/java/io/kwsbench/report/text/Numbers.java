package io.kwsbench.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as C++ streams and TensorFlow's strings print them, in every locale. */
final class Numbers {
  private static final int SIGNIFICANT = 6;

  private Numbers() {}

  /** Fixed point. */
  static String fixed(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  /** Six significant digits without trailing zeros, as {@code std::ostream} prints a double. */
  static String general(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new MathContext(SIGNIFICANT, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < SIGNIFICANT) {
      return rounded.stripTrailingZeros().toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
    return mantissa
        + "e"
        + (exponent < 0 ? "-" : "+")
        + String.format(Locale.ROOT, "%02d", Math.abs(exponent));
  }

  /** {@code 112.36M}, as TensorFlow's {@code strings::HumanReadableNum}. */
  static String humanReadable(long value) {
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
  static String mebibytes(long bytes) {
    return bytes < 0 ? "unknown" : fixed(bytes / 1048576.0, 1) + " MiB";
  }
}
