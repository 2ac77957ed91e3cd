package io.kwsbench.train;

/**
 * Lowers the learning rate when accuracy stops rising: Keras 2.1.2's {@code ReduceLROnPlateau} with
 * {@code mode='max'} and no cooldown.
 *
 * @param rate the learning rate now
 * @param best the greatest accuracy so far
 * @param waited epochs without a greater one, as Keras counts them
 */
public record PlateauSchedule(double rate, double best, int waited) {
  /** By how much accuracy must rise to count. */
  private static final double LEAST_GAIN = 1e-4;

  /**
   * @param factor what the rate is multiplied by
   * @param patience epochs without a gain before that
   * @param least the rate never falls below
   */
  public record Rule(double factor, int patience, double least) {
    /** What the 2017 system used. */
    public static Rule original() {
      return new Rule(0.5, 4, 1e-5);
    }
  }

  static PlateauSchedule starting(double rate) {
    return new PlateauSchedule(rate, Double.NEGATIVE_INFINITY, 0);
  }

  /** The schedule after an epoch. */
  PlateauSchedule after(double accuracy, Rule rule) {
    if (accuracy > best + LEAST_GAIN) {
      return new PlateauSchedule(rate, accuracy, 0);
    }
    if (waited < rule.patience()) {
      return new PlateauSchedule(rate, best, waited + 1);
    }
    boolean lower = rate > rule.least() * (1 + 1e-4);
    return lower
        ? new PlateauSchedule(Math.max(rate * rule.factor(), rule.least()), best, 1)
        : new PlateauSchedule(rate, best, waited + 1);
  }
}
