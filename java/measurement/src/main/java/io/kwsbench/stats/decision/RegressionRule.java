package io.kwsbench.stats.decision;

/**
 * The rule that calls a ratio of times a regression.
 *
 * @param threshold slowdown that is tolerated, as a share: 0.03 for three percent
 * @param alpha chance of one false alarm in the whole comparison, all cases and looks together
 * @param firstLook rounds before the first look at the data
 * @param growth how many times more rounds the next look has
 * @param looks looks that {@code alpha} is shared among
 * @param precision stop when the interval's half width is this share of the ratio: more rounds
 *     would not tell more than that the ratio is at the threshold
 */
public record RegressionRule(
    double threshold, double alpha, int firstLook, double growth, int looks, double precision) {
  public RegressionRule {
    if (!(threshold >= 0) || !(alpha > 0 && alpha < 0.5) || firstLook < 8 || !(growth > 1)) {
      throw new IllegalArgumentException("threshold " + threshold + ", alpha " + alpha);
    }
    if (looks < 1 || !(precision >= 0)) {
      throw new IllegalArgumentException("looks " + looks + ", precision " + precision);
    }
  }

  /** One percent of false alarms, looks at 16, 24, 36 … rounds, down to ±0.3 %. */
  public static RegressionRule of(double threshold) {
    return new RegressionRule(threshold, 0.01, 16, 1.5, 12, 0.003);
  }

  /** The same rule with another chance of false alarms. */
  public RegressionRule withAlpha(double other) {
    return new RegressionRule(threshold, other, firstLook, growth, looks, precision);
  }

  /** The share of alpha that one look may spend. */
  public double alphaPerLook() {
    return alpha / looks;
  }
}
