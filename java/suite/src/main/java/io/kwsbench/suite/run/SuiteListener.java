package io.kwsbench.suite.run;

/** Told how a suite goes, for a progress bar. */
public interface SuiteListener {
  /** A listener that ignores everything. */
  SuiteListener NONE = new SuiteListener() {};

  /** A figure is about to be measured, or models to be loaded. */
  default void step(String what) {}

  /**
   * A round is done and written.
   *
   * @param spentSeconds time in rounds
   * @param budgetSeconds time that rounds may take at most
   * @param open comparisons that are not decided
   */
  default void round(int rounds, double spentSeconds, double budgetSeconds, int open) {}
}
