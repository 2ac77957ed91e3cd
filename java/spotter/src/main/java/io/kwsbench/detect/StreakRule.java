package io.kwsbench.detect;

/**
 * A rule of consecutive results: openWakeWord's "patience".
 *
 * <p>A word is detected when so many results in a row reach its threshold; of several words that
 * with the largest score. Nothing is averaged. After a detection the word's row starts anew.
 * Silence and unknown are never detected.
 *
 * @param results how many results in a row
 */
public record StreakRule(int results, Refractory refractory, Thresholds thresholds)
    implements DetectorRule {
  /** 3 results, a pause of 1000 ms for all, threshold 0.7. */
  public static final StreakRule DEFAULT =
      new StreakRule(3, Refractory.ofAll(1000), Thresholds.of(0.7));

  /**
   * @throws IllegalArgumentException when the row is empty
   */
  public StreakRule {
    Parameters.results(results);
  }

  @Override
  public String name() {
    return "streak";
  }

  @Override
  public StreakRule withThresholds(Thresholds changed) {
    return new StreakRule(results, refractory, changed);
  }
}
