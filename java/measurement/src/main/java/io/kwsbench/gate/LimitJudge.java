package io.kwsbench.gate;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Holds a figure without noise against a limit, and against what it grew from.
 *
 * @param gate with the limit
 * @param value the figure
 * @param conditions how it was had, where that decides whether two figures compare; else empty
 */
record LimitJudge(Gate.Limited gate, double value, String conditions) {
  /**
   * @param evidence knows what growth is over; asked only by a limit of growth
   */
  GateResult judge(GateEvidence evidence) {
    Limit limit = gate.limit();
    boolean over = limit.max().isPresent() && value > limit.max().getAsDouble();
    if (over || limit.maxGrowth().isEmpty()) {
      return GateResult.of(
          gate,
          "max",
          over ? GateStatus.FAIL : GateStatus.PASS,
          value,
          limit.max().getAsDouble(),
          conditions);
    }
    double growth = limit.maxGrowth().getAsDouble();
    return evidence
        .reference(gate)
        .either(
            reference -> growth(growth, reference),
            missing -> without(missing.status(), missing.why()));
  }

  private GateResult growth(double max, Measurement from) {
    boolean comparable =
        conditions.isEmpty() || from.note().isEmpty() || from.note().equals(conditions);
    if (!comparable) {
      return without(
          GateStatus.NOT_OFFERED,
          "does not compare: " + from.source() + " has " + from.note() + ", this is " + conditions);
    }
    double limit = from.value() * (1 + max);
    String grown = String.format(Locale.ROOT, "%+.2f %%", 100 * (value / from.value() - 1));
    return GateResult.of(
        gate,
        from.source(),
        value <= limit ? GateStatus.PASS : GateStatus.REGRESSION,
        value,
        limit,
        grown + (conditions.isEmpty() ? "" : "; " + conditions));
  }

  private GateResult without(GateStatus status, String note) {
    GateResult none = GateResult.without(gate, status, note);
    return new GateResult(
        none.gate(),
        none.against(),
        status,
        OptionalDouble.of(value),
        none.limit(),
        none.unit(),
        none.decision(),
        note);
  }
}
