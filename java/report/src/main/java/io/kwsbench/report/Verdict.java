package io.kwsbench.report;

/**
 * How one gate came out, in the words of the report.
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
public record Verdict(
    String gate,
    String against,
    GateStatus status,
    boolean fails,
    String value,
    String limit,
    String interval,
    String note) {
  /** The gate's id with what it is held against. */
  public String name() {
    return against.isEmpty() ? gate : gate + " vs " + against;
  }

  /** The status in words: {@code UNDECIDED}, {@code NOT OFFERED}, … */
  public String statusText() {
    return status.name().replace('_', ' ');
  }
}
