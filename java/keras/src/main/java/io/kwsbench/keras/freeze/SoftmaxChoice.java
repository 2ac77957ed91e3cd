package io.kwsbench.keras.freeze;

/** Treatments of a model that does not end in probabilities. */
public enum SoftmaxChoice {
  /** Refuse: its numbers would pass for probabilities. */
  REQUIRE,
  /** Put a softmax behind them. */
  ADD,
  /** Freeze them as they are. */
  NONE
}
