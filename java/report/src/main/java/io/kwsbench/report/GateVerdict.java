package io.kwsbench.report;

import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.Unit;

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
 * @param timed whether it is about the time of runs
 */
public record GateVerdict(
    String gate,
    String against,
    GateStatus status,
    boolean fails,
    String value,
    String limit,
    String interval,
    String note,
    boolean timed) {
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
        Figures.limit(gate),
        Figures.interval(gate),
        gate.note(),
        gate.unit() == Unit.NANOSECONDS || gate.unit() == Unit.RATIO);
  }

  /** The gate's id with its counterpart. */
  public String name() {
    if (against.isEmpty()) {
      return gate;
    }
    return gate + (isFixed() ? " limit" + place() : " " + beside());
  }

  /** The counterpart of the figure beside its limit, such as {@code vs before}; may be empty. */
  public String beside() {
    if (isFixed()) {
      return place().strip();
    }
    return against.isEmpty() ? "" : "vs " + against;
  }

  private boolean isFixed() {
    return against.matches("(?s)(max|min)( on .*)?");
  }

  /** The clips that a fixed limit is about, where several gates differ in them. */
  private String place() {
    return against.substring(3);
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
