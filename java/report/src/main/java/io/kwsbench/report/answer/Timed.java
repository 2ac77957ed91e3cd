package io.kwsbench.report.answer;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The times of one contender.
 *
 * @param name such as {@code Native engine}
 * @param work what one run processes: {@code clip} or {@code run}
 * @param medianUs median time of a run, in microseconds
 * @param runs how many runs there were
 * @param threads threads of a run; 0 where the engine chose
 * @param realTimeFactor median time over the duration of the audio; empty without audio
 * @param interruption when the measurement was stopped early
 */
public record Timed(
    String name,
    String work,
    double medianUs,
    long runs,
    int threads,
    OptionalDouble realTimeFactor,
    Interruption interruption) {
  /**
   * The interruption of a contender's runs.
   *
   * @param early whether they were
   * @param planned how many there were to be; 0 for any number
   */
  public record Interruption(boolean early, long planned) {
    /** The absence of one: the measurement ran to its end. */
    public static final Interruption NONE = new Interruption(false, 0);

    /**
     * The interruption of the timed runs. Whoever stops while ops are traced has all of them.
     *
     * @param traced how many traced runs there were
     * @param maxRuns how many timed runs there were to be; 0 or less for any number
     */
    public static Interruption of(boolean interrupted, long traced, int maxRuns) {
      return new Interruption(interrupted && traced == 0, Math.max(0, maxRuns));
    }
  }

  String sentence() {
    if (runs == 0) {
      return name
          + ": not measured"
          + (interruption.early() ? " (interrupted before the first run)." : ".");
    }
    return name
        + ": "
        + time(medianUs)
        + " per "
        + work
        + " ("
        + counted()
        + ", "
        + threading()
        + ")"
        + (realTimeFactor.isPresent() ? ", " + realTime(realTimeFactor.getAsDouble()) : "")
        + ".";
  }

  private String counted() {
    if (!interruption.early()) {
      return "median of " + runs(runs);
    }
    return "median, interrupted after "
        + (interruption.planned() > 0
            ? String.format(Locale.ROOT, "%,d of %s", runs, runs(interruption.planned()))
            : runs(runs));
  }

  private static String runs(long count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d run" : "%,d runs", count);
  }

  private String threading() {
    return switch (threads) {
      case 0 -> "threads of the engine's choice";
      case 1 -> "one thread";
      default -> threads + " threads";
    };
  }

  private static String realTime(double factor) {
    return factor <= 1
        ? Speedup.factor(1 / factor) + " faster than real time"
        : Speedup.factor(factor) + " slower than real time";
  }

  /**
   * A time with about three digits: {@code 1.20 s}, {@code 12.3 ms}, {@code 0.81 ms}, {@code 9.2
   * µs}.
   */
  public static String time(double micros) {
    if (micros >= 1e6) {
      return String.format(Locale.ROOT, "%,.2f s", micros / 1e6);
    }
    if (micros >= 100) {
      int decimals = micros >= 1e5 ? 0 : micros >= 1e4 ? 1 : 2;
      return String.format(Locale.ROOT, "%." + decimals + "f ms", micros / 1e3);
    }
    return String.format(Locale.ROOT, micros >= 10 ? "%.0f µs" : "%.1f µs", micros);
  }
}
