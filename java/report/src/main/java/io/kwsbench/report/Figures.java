package io.kwsbench.report;

import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.Unit;
import io.kwsbench.stats.decision.Decision;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures of gates and suites as people read them: the same in every locale. */
public final class Figures {
  /** Stands for a figure that is not there. */
  public static final String NONE = "–";

  private static final double UNKNOWN = 1000;

  private Figures() {}

  /** The value in its unit; a dash where there is none. */
  public static String of(OptionalDouble value, Unit unit) {
    return value.isEmpty() ? NONE : of(value.getAsDouble(), unit);
  }

  /** The value in its unit. */
  public static String of(double value, Unit unit) {
    return switch (unit) {
      case NANOSECONDS -> time(value);
      case BYTES -> String.format(Locale.ROOT, "%,.0f bytes", value);
      case INSTRUCTIONS, FLOPS -> String.format(Locale.ROOT, "%,.0f", value);
      case SHARE -> String.format(Locale.ROOT, "%.2f %%", 100 * value);
      case PER_HOUR -> String.format(Locale.ROOT, "%.2f per hour", value);
      case RATIO -> ratio(value, 4);
      case NAMES -> NONE;
    };
  }

  /** A ratio; ∞ above 1000, the end of an interval of too few rounds. */
  public static String ratio(double value, int digits) {
    return value > UNKNOWN ? "∞" : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A gate's limit, a time in the unit of the gate's figure; a dash where there is none. */
  public static String limit(GateResult gate) {
    return gate.unit() == Unit.NANOSECONDS && gate.limit().isPresent()
        ? time(gate.limit().getAsDouble(), gate.value().orElse(gate.limit().getAsDouble()))
        : of(gate.limit(), gate.unit());
  }

  /** Nanoseconds in the unit that suits them. */
  public static String time(double nanos) {
    return time(nanos, nanos);
  }

  /** Nanoseconds in the unit that suits others. */
  private static String time(double nanos, double others) {
    if (others >= 1e9) {
      return String.format(Locale.ROOT, "%,.3f s", nanos / 1e9);
    }
    return others >= 1e6
        ? String.format(Locale.ROOT, "%,.3f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%,.2f µs", nanos / 1e3);
  }

  /** {@code [1.0421, 1.0633]}, empty for a gate without statistics. */
  public static String interval(GateResult gate) {
    return gate.decision()
        .map(Decision::interval)
        .map(i -> "[" + ratio(i.low(), 4) + ", " + ratio(i.high(), 4) + "]")
        .orElse("");
  }
}
