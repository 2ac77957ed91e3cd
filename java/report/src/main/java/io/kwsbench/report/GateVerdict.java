package io.kwsbench.report;

import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;

/**
 * The result of one gate in the words of the report.
 *
 * @param gate its id
 * @param against what the figure is held against, such as another case; empty for a fixed limit
 * @param status how it came out
 * @param fails whether it counts as a failure, where it has not passed
 * @param value the figure
 * @param limit what the figure may be
 * @param interval of the figure; empty where it has none
 * @param note more about it; may be empty
 */
public record GateVerdict(
    String gate,
    String against,
    GateStatus status,
    boolean fails,
    String value,
    String limit,
    String interval,
    String note) {
  /**
   * A gate's result.
   *
   * @param fails whether it counts as a failure, where it has not passed
   */
  public static GateVerdict of(GateResult gate, boolean fails) {
    return new GateVerdict(
        gate.gate().id(),
        gate.against(),
        gate.status(),
        fails,
        Figures.of(gate.value(), gate.unit()),
        Figures.of(gate.limit(), gate.unit()),
        Figures.interval(gate),
        gate.note());
  }

  /** The gate's id with what it is held against. */
  public String name() {
    return against.isEmpty() ? gate : gate + " vs " + against;
  }

  /** Returns whether it has a figure or a limit: a gate on names has neither. */
  public boolean hasFigures() {
    return !value.equals(Figures.NONE) || !limit.equals(Figures.NONE);
  }

  /** The status in words: {@code UNDECIDED}, {@code NOT OFFERED}, … */
  public String statusText() {
    return status.words();
  }
}
