package io.kwsbench.gate;

/** Results of gates. */
public enum GateStatus {
  /** It holds. */
  PASS,
  /** A limit is exceeded. */
  FAIL,
  /** Slower, larger or less accurate than what it is held against. */
  REGRESSION,
  /** The budget was spent before it could be decided. */
  UNDECIDED,
  /** The run ended before it measured the figure, or measured without it. */
  NOT_MEASURED,
  /** The figure cannot be had on this machine; the note says why. */
  NOT_OFFERED,
  /** There is no baseline yet, or it does not know the case or the figure. */
  NO_BASELINE;

  /** The name in reports, such as {@code NOT MEASURED}. */
  public String words() {
    return name().replace('_', ' ');
  }

  /** Returns whether the gate does not hold. */
  public boolean isFailure() {
    return this == FAIL || this == REGRESSION;
  }

  /** Returns whether it is unknown if the gate holds. */
  public boolean isOpen() {
    return this != PASS && !isFailure();
  }
}
