package io.kwsbench.suite.run;

import io.kwsbench.suite.definition.SuiteCase;

/**
 * Measures that need a process of their own.
 *
 * @param instructions instructions of one inference
 * @param memory peak resident bytes of a process that loads and runs the case
 */
public record Meters(Meter instructions, Meter memory) {
  /** One such measure. */
  @FunctionalInterface
  public interface Meter {
    /** Measures the case; {@code key} is what the figure is to be called. */
    Figure measure(SuiteCase one, String key);
  }
}
