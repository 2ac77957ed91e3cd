package io.kwsbench.train;

import java.util.Locale;

/**
 * Moving averages of batch normalization's statistics, for inference.
 *
 * <p>The average moves by a share of its distance from the newest batch, after every step.
 */
public enum StatisticsAverage {
  /**
   * Before validation the averages become the statistics of the epoch's last batches with the
   * weights that the epoch ended with. So they never lag behind the weights, however few steps an
   * epoch has.
   */
  ESTIMATED,
  /**
   * Momentum rises with the steps: (1 + n) / (10 + n) after n of them, until Keras's 0.99. Batches
   * of the last tenth of the run so far count most, and the value that an average started with is
   * forgotten within some ten steps.
   */
  GROWING,
  /**
   * Momentum is 0.99 from the first step, as in Keras and in the 2017 system. After n steps the
   * value that an average started with still counts 0.99 to the power of n: a third after a
   * hundred.
   */
  FIXED;

  /** The name in settings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
