package io.kwsbench.train;

/**
 * The learning rate between two epochs.
 *
 * @param rate the learning rate now
 * @param best the greatest accuracy so far
 * @param waited epochs without a greater one, as Keras counts them
 */
public record RateState(double rate, double best, int waited) {
  /**
   * @throws IllegalArgumentException when there can be no such rate
   */
  public RateState {
    if (!(rate > 0 && Double.isFinite(rate)) || waited < 0) {
      throw new IllegalArgumentException("no learning rate: " + rate + " after " + waited);
    }
  }

  static RateState starting(double rate) {
    return new RateState(rate, Double.NEGATIVE_INFINITY, 0);
  }
}
