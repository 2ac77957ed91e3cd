package io.kwsbench.suite.result;

import io.kwsbench.report.GateStatus;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.definition.Metric;
import io.kwsbench.suite.definition.Unit;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One gate of one case.
 *
 * @param gate what the gate is about
 * @param against what it is held against: a limit, another case, the baseline's name
 * @param status how it came out
 * @param value the figure in {@link #unit()}; empty when there is none
 * @param limit what the figure may be
 * @param decision the statistics behind a gate on times
 * @param note one line for people
 */
public record GateResult(
    Metric gate,
    String against,
    GateStatus status,
    OptionalDouble value,
    OptionalDouble limit,
    Optional<Decision> decision,
    String note) {

  /** What {@code value} and {@code limit} are counted in. */
  public Unit unit() {
    return gate.unit();
  }
}
