package io.kwsbench.keras.freeze;

/** Levels of graph optimization. */
public enum Optimization {
  /** Keras's own operations, one by one. */
  NONE,
  /** Everything that changes no result beyond rounding. */
  DEFAULT
}
