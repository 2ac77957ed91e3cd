package io.kwsbench.model;

import org.tensorflow.Operand;
import org.tensorflow.types.TInt64;

/** Phases of a network: training and inference. */
public sealed interface NetworkPhase {
  /** Statistics normalize, nothing is dropped. */
  record Inference() implements NetworkPhase {}

  /**
   * The batch's own statistics normalize, dropout drops.
   *
   * @param seed what dropout's choices hang on, besides the step: a run's seed
   * @param step the number of the step, a scalar
   */
  record Training(long seed, Operand<TInt64> step) implements NetworkPhase {}
}
