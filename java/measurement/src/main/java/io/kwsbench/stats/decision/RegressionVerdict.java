package io.kwsbench.stats.decision;

/** The answer to "is it slower?". */
public enum RegressionVerdict {
  /** Not slower than the threshold allows, beyond doubt. */
  PASS,
  /** Slower than the threshold and than the run's own noise, beyond doubt. */
  REGRESSION,
  /** The budget was spent and neither is certain: never a guess. */
  UNDECIDED;

  /** Returns whether more rounds cannot change it. */
  public boolean isFinal() {
    return this != UNDECIDED;
  }
}
