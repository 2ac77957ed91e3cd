package io.kwsbench.suite.metric;

import io.kwsbench.suite.definition.SuiteCase;

/**
 * The sources of metrics that need no rounds.
 *
 * @param instructions instructions of one inference
 * @param memory peak resident bytes of a process that loads and runs the case
 * @param flops floating-point operations of one inference
 */
public record MetricSources(Meter instructions, Meter memory, Meter flops) {
  /** Measures one metric. */
  @FunctionalInterface
  public interface Meter {
    /** Measures the metric {@code key} of a case. */
    MetricValue measure(SuiteCase one, MetricKey key);
  }
}
