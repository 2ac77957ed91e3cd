package io.kwsbench.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** Numbers as Python's {@code repr} prints them, which is how pandas writes CSV. */
final class PythonNumber {
  private static final int FIRST_WITH_EXPONENT = 16;
  private static final int LAST_WITHOUT_EXPONENT = -4;

  private static final JsonFactory SHORTEST =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private PythonNumber() {}

  /**
   * The shortest decimal that reads back as {@code value}; with an exponent of at least two digits
   * below 1e-4 and from 1e16 on.
   */
  static String repr(double value) {
    StringBuilder text = new StringBuilder();
    append(text, value);
    return text.toString();
  }

  /** Appends {@link #repr}. */
  static void append(StringBuilder text, double value) {
    if (Double.isNaN(value)) {
      return; // pandas writes a missing value
    }
    if (value < 0 || 1 / value < 0) {
      text.append('-');
    }
    if (Double.isInfinite(value)) {
      text.append("inf");
    } else {
      appendJava(text, shortest(Math.abs(value)));
    }
  }

  /** The JDK's own {@code Double.toString} is the shortest only since 19; JSON's numbers are. */
  private static String shortest(double value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = SHORTEST.createGenerator(text)) {
      json.writeNumber(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory does not fail
    }
    return text.toString();
  }

  /** Java has an exponent below 1e-3 and from 1e7 on. */
  private static void appendJava(StringBuilder text, String number) {
    int e = number.lastIndexOf('E');
    if (e < 0) {
      text.append(number);
      return;
    }
    int exponent = Integer.parseInt(number, e + 1, number.length(), 10);
    // D.DDD, where Java has D.0 for a single digit
    int end = e == 3 && number.charAt(2) == '0' ? 1 : e;
    if (exponent < LAST_WITHOUT_EXPONENT || exponent >= FIRST_WITH_EXPONENT) {
      int size = Math.abs(exponent);
      text.append(number, 0, end).append(exponent < 0 ? "e-" : "e+");
      text.append(size < 10 ? "0" : "").append(size);
    } else if (exponent < 0) {
      text.append("0.").append("0".repeat(-exponent - 1)).append(number.charAt(0));
      text.append(number, Math.min(2, end), end);
    } else {
      appendLarge(text, number.charAt(0) + number.substring(Math.min(2, end), end), exponent + 1);
    }
  }

  private static void appendLarge(StringBuilder text, String digits, int point) {
    if (digits.length() <= point) {
      text.append(digits).append("0".repeat(point - digits.length())).append(".0");
    } else {
      text.append(digits, 0, point).append('.').append(digits, point, digits.length());
    }
  }
}
