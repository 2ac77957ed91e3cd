package io.kwsbench.label;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;

/** Numbers as Python's {@code repr} prints them, which is how pandas writes CSV. */
final class PythonNumber {
  private static final int FIRST_WITH_EXPONENT = 16;
  private static final int LAST_WITHOUT_EXPONENT = -4;

  private PythonNumber() {}

  /**
   * The shortest decimal that reads back as {@code value}; with an exponent of at least two digits
   * below 1e-4 and from 1e16 on.
   */
  static String repr(double value) {
    if (Double.isNaN(value)) {
      return ""; // pandas writes a missing value
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    // the JDK's own Double.toString is the shortest only since 19
    return fromJava(DoubleToDecimal.toString(Math.abs(value)), value < 0);
  }

  private static String fromJava(String text, boolean negative) {
    int e = text.indexOf('E');
    String mantissa = e < 0 ? text : text.substring(0, e);
    int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
    int point = mantissa.indexOf('.');
    String digits = mantissa.substring(0, point) + mantissa.substring(point + 1);
    int leading = 0;
    while (digits.charAt(leading) == '0') {
      leading++;
    }
    int scale = point + exponent - leading; // value = 0.DIGITS × 10^scale
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    digits = digits.substring(leading, end);
    return (negative ? "-" : "") + layOut(digits, scale);
  }

  private static String layOut(String digits, int scale) {
    int exponent = scale - 1;
    if (exponent < LAST_WITHOUT_EXPONENT || exponent >= FIRST_WITH_EXPONENT) {
      String tail = digits.length() > 1 ? "." + digits.substring(1) : "";
      String sign = exponent < 0 ? "-" : "+";
      int size = Math.abs(exponent);
      return digits.charAt(0) + tail + "e" + sign + (size < 10 ? "0" : "") + size;
    }
    if (scale <= 0) {
      return "0." + "0".repeat(-scale) + digits;
    }
    if (digits.length() <= scale) {
      return digits + "0".repeat(scale - digits.length()) + ".0";
    }
    return digits.substring(0, scale) + "." + digits.substring(scale);
  }
}
