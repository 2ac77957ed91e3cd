package io.kwsbench.keras.freeze;

/** What to do where a model ends in something else than probabilities. */
public enum SoftmaxChoice {
  /** Refuse: its numbers would pass for probabilities. */
  REQUIRE,
  /** Put a softmax behind them. */
  ADD,
  /** Freeze them as they are. */
  NONE
}
