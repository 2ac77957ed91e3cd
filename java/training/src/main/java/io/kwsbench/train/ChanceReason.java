package io.kwsbench.train;

/** Reasons why validation is at chance in an epoch whose training succeeds. */
public enum ChanceReason {
  /**
   * Even training clips are at chance once batch normalization uses its averages: these do not fit
   * the weights.
   */
  STATISTICS,
  /** Training clips are right with the averages, too: the validation clips differ from them. */
  CLIPS;

  /**
   * The reason, by what the model makes of training clips in inference.
   *
   * @param trained accuracy of the epoch's training batches
   * @param inferred accuracy of training clips with batch normalization's averages
   * @param validated accuracy of validation
   */
  static ChanceReason of(double trained, double inferred, double validated) {
    return inferred - validated < trained - inferred ? STATISTICS : CLIPS;
  }
}
