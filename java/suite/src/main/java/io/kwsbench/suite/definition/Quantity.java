package io.kwsbench.suite.definition;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The syntax of numbers with units in a suite file. */
enum Quantity {
  /** {@code 0.03} or {@code 3%}, as a share. */
  SHARE("a share such as 3% or 0.03", Map.of("", 1.0, "%", 0.01)),
  /** Nanoseconds: {@code 200ms}. */
  TIME("a time such as 200ms", Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9)),
  /** Bytes: {@code 5000000}, {@code 64MB}, {@code 4.7MiB}. */
  BYTES(
      "a size such as 5000000 or 64MB",
      Map.of(
          "",
          1.0,
          "b",
          1.0,
          "kb",
          1e3,
          "mb",
          1e6,
          "gb",
          1e9,
          "kib",
          1024.0,
          "mib",
          1048576.0,
          "gib",
          1073741824.0)),
  /** A count: {@code 400M}. */
  COUNT("a count such as 400M", Map.of("", 1.0, "k", 1e3, "m", 1e6, "g", 1e9)),
  /** A plain number. */
  NUMBER("a number", Map.of("", 1.0));

  private static final Pattern FORM =
      Pattern.compile("([0-9]+(?:_[0-9]+)*(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)\\s*([a-zA-Zµ%]*)");
  private final String meaning;
  private final Map<String, Double> units;

  Quantity(String meaning, Map<String, Double> units) {
    this.meaning = meaning;
    this.units = units;
  }

  /** The expected form of a value. */
  String meaning() {
    return meaning;
  }

  /**
   * @throws NoQuantityException when the text is none
   */
  double parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    Double unit = matcher.matches() ? units.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
    if (unit == null) {
      throw new NoQuantityException("'" + text + "' is not " + meaning);
    }
    double value = Double.parseDouble(matcher.group(1).replace("_", "")) * unit;
    if (!Double.isFinite(value)) {
      throw new NoQuantityException("'" + text + "' is too large");
    }
    return value;
  }
}
