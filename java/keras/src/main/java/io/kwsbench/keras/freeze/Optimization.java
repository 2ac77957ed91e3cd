package io.kwsbench.keras.freeze;

/** How far a graph is made cheaper. */
public enum Optimization {
  /** Keras's own operations, one by one. */
  NONE,
  /** Everything that changes no result beyond rounding. */
  DEFAULT
}
