package io.kwsbench.suite.figure;

import io.kwsbench.suite.definition.SuiteCase;

/**
 * Measures that are not the rounds' own.
 *
 * @param instructions instructions of one inference
 * @param memory peak resident bytes of a process that loads and runs the case
 * @param flops floating-point operations of one inference
 */
public record Meters(Meter instructions, Meter memory, Meter flops) {
  /** One such measure. */
  @FunctionalInterface
  public interface Meter {
    /** Measures the case; {@code key} says what the figure is. */
    Figure measure(SuiteCase one, FigureKey key);
  }
}
