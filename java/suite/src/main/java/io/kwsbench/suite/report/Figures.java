package io.kwsbench.suite.report;

import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.definition.Unit;
import io.kwsbench.suite.result.GateResult;
import java.util.Locale;
import java.util.OptionalDouble;

/** How figures of a suite are written for people: the same in every locale. */
final class Figures {
  private static final double UNKNOWN = 1000;

  private Figures() {}

  static String of(OptionalDouble value, Unit unit) {
    return value.isEmpty() ? "–" : of(value.getAsDouble(), unit);
  }

  static String of(double value, Unit unit) {
    return switch (unit) {
      case NANOSECONDS -> time(value);
      case BYTES, INSTRUCTIONS, FLOPS -> String.format(Locale.ROOT, "%,.0f", value);
      case SHARE -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
      case RATIO -> ratio(value, 4);
    };
  }

  /** Few rounds on a busy machine know nothing, and the end of their interval says so: ∞. */
  static String ratio(double value, int digits) {
    return value > UNKNOWN ? "∞" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  static String time(double nanos) {
    if (nanos >= 1e9) {
      return String.format(Locale.ROOT, "%.3f s", nanos / 1e9);
    }
    return nanos >= 1e6
        ? String.format(Locale.ROOT, "%.3f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.2f µs", nanos / 1e3);
  }

  /** {@code [1.0421, 1.0633]}, empty for a gate without statistics. */
  static String interval(GateResult gate) {
    return gate.decision()
        .map(Decision::interval)
        .map(i -> "[" + ratio(i.low(), 4) + ", " + ratio(i.high(), 4) + "]")
        .orElse("");
  }
}
