package io.kwsbench.report;

import java.util.Optional;

/**
 * One number of a report for a dashboard, which draws it over many runs.
 *
 * @param of what was measured, such as a case
 * @param measure the kind of number, such as {@code latency}
 * @param range what it varies within; empty for an exact number
 * @param lessIsBetter whether growth is bad news
 */
public record Reading(
    String of,
    String measure,
    String unit,
    double value,
    Optional<Range> range,
    boolean lessIsBetter) {
  /** From the smallest to the largest value. */
  public record Range(double low, double high) {}
}
