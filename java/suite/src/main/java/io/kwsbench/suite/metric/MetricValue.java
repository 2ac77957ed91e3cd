package io.kwsbench.suite.metric;

import java.util.OptionalDouble;

/**
 * The value of a metric of a case that needs no rounds.
 *
 * @param caseName the case
 * @param key the metric
 * @param value in the metric's unit; empty when it cannot be measured here
 * @param note how it was measured, or why it could not be
 * @param failed whether measuring it was tried in vain: another run may succeed
 */
public record MetricValue(
    String caseName, MetricKey key, OptionalDouble value, String note, boolean failed) {
  /** A measured value. */
  public static MetricValue of(String caseName, MetricKey key, double value, String note) {
    return new MetricValue(caseName, key, OptionalDouble.of(value), note, false);
  }

  /** A value that cannot be measured here. */
  public static MetricValue absent(String caseName, MetricKey key, String why) {
    return new MetricValue(caseName, key, OptionalDouble.empty(), why, false);
  }

  /** A value whose measurement failed. */
  public static MetricValue failed(String caseName, MetricKey key, String why) {
    return new MetricValue(caseName, key, OptionalDouble.empty(), why, true);
  }

  /** Returns whether it is the value of a metric of a case. */
  public boolean isOf(String name, MetricKey metric) {
    return caseName.equals(name) && key.equals(metric);
  }
}
