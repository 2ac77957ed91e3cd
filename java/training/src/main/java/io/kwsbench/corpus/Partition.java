package io.kwsbench.corpus;

import java.util.Locale;

/** The set that a clip belongs to. */
public enum Partition {
  TRAINING,
  VALIDATION,
  TESTING,
  /** Clips with labels that a model gave, drawn among the training clips now and then. */
  PSEUDO;

  /** The name as flags and reports spell it: {@code training}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
