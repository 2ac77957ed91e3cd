package io.kwsbench.gate;

import io.kwsbench.stats.decision.Decision;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The result of one gate.
 *
 * @param gate what the gate is about
 * @param against what it is held against: a limit, another case, the baseline's name
 * @param status how it came out
 * @param value the figure; empty when there is none
 * @param limit what the figure may be; empty when there is none
 * @param unit of both
 * @param decision the statistics behind a gate on a ratio of times
 * @param note one line for people
 */
public record GateResult(
    Metric gate,
    String against,
    GateStatus status,
    OptionalDouble value,
    OptionalDouble limit,
    Unit unit,
    Optional<Decision> decision,
    String note) {

  /** The result of a gate on a figure that was found. */
  static GateResult of(
      Gate gate, String against, GateStatus status, double value, double limit, String note) {
    return new GateResult(
        gate.metric(),
        against,
        status,
        OptionalDouble.of(value),
        OptionalDouble.of(limit),
        gate.unit(),
        Optional.empty(),
        note);
  }

  /** The result of a gate that is neither kept nor broken, or that has no figure. */
  static GateResult without(Gate gate, GateStatus status, String note) {
    return new GateResult(
        gate.metric(),
        "",
        status,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        gate.unit(),
        Optional.empty(),
        note);
  }
}
