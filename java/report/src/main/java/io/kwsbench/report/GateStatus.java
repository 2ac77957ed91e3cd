package io.kwsbench.report;

/** How a gate came out. */
public enum GateStatus {
  /** It holds. */
  PASS,
  /** A limit is exceeded. */
  FAIL,
  /** Slower, larger or less accurate than what it is held against. */
  REGRESSION,
  /** The budget was spent before it could be decided. */
  UNDECIDED,
  /** The figure cannot be had on this machine; the note says why. */
  NOT_OFFERED,
  /** There is no baseline yet, or it does not know the case or the figure. */
  NO_BASELINE
}
