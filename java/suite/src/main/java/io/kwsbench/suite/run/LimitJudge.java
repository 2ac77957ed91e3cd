package io.kwsbench.suite.run;

import io.kwsbench.report.GateStatus;
import io.kwsbench.suite.definition.Limit;
import io.kwsbench.suite.definition.Metric;
import io.kwsbench.suite.result.GateResult;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Holds a figure without noise against a limit, and against what it grew from.
 *
 * @param metric whose figure it is
 * @param value the figure
 * @param conditions how it was had, where that decides whether two figures compare; else empty
 * @param withoutReference what to say when growth has nothing to be over
 */
record LimitJudge(Metric metric, double value, String conditions, String withoutReference) {
  /**
   * A figure that growth is over.
   *
   * @param name what messages call it
   */
  record Reference(String name, double value, String conditions) {}

  /**
   * @param reference what growth is over; asked for only by a limit of growth
   */
  GateResult judge(Limit limit, Optional<Reference> reference) {
    boolean over = limit.max().isPresent() && value > limit.max().getAsDouble();
    if (over || limit.maxGrowth().isEmpty()) {
      double max = limit.max().getAsDouble();
      return result("max", over ? GateStatus.FAIL : GateStatus.PASS, max, conditions);
    }
    if (reference.isEmpty()) {
      return without(GateStatus.NO_BASELINE, withoutReference);
    }
    return growth(limit.maxGrowth().getAsDouble(), reference.get());
  }

  private GateResult growth(double most, Reference from) {
    boolean comparable =
        conditions.isEmpty() || from.conditions().isEmpty() || from.conditions().equals(conditions);
    if (!comparable) {
      return without(
          GateStatus.NOT_OFFERED,
          "does not compare: "
              + from.name()
              + " has "
              + from.conditions()
              + ", this is "
              + conditions);
    }
    double limit = from.value() * (1 + most);
    String grown = String.format(Locale.ROOT, "%+.2f %%", 100 * (value / from.value() - 1));
    return result(
        from.name(),
        value <= limit ? GateStatus.PASS : GateStatus.REGRESSION,
        limit,
        grown + (conditions.isEmpty() ? "" : "; " + conditions));
  }

  private GateResult result(String against, GateStatus status, double limit, String note) {
    return new GateResult(
        metric,
        against,
        status,
        OptionalDouble.of(value),
        OptionalDouble.of(limit),
        Optional.empty(),
        note);
  }

  private GateResult without(GateStatus status, String note) {
    return new GateResult(
        metric,
        "",
        status,
        OptionalDouble.of(value),
        OptionalDouble.empty(),
        Optional.empty(),
        note);
  }
}
