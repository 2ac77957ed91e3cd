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
