package io.kwsbench.cli.measure;

import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.RunLimit;
import java.util.Locale;

/** The longest duration of a benchmark in words, before it begins. */
final class PlannedTime {
  private PlannedTime() {}

  /**
   * The time that the plan allows: timed runs of all engines together, traced runs of each.
   *
   * @param engines how many engines are measured
   */
  static String of(BenchmarkPlan plan, int engines) {
    RunLimit limit = plan.untraced();
    if (limit.maxSeconds() > 0) {
      double seconds = limit.maxSeconds() + engines * plan.traced().maxSeconds();
      return String.format(Locale.ROOT, "at most %,.0f s", Math.ceil(seconds));
    }
    return limit.maxRuns() > 0
        ? String.format(Locale.ROOT, "%,d timed and %<,d traced runs", limit.maxRuns())
        : "until Ctrl-C";
  }
}
