package io.kwsbench.detect;

/**
 * A rule of each word's own average: microWakeWord's.
 *
 * <p>It averages the last results, once there are enough. A word is detected when its average
 * exceeds its threshold; of several words that with the largest average. The word needs not be the
 * likeliest label, since such a model knows one word and no other. Silence and unknown are never
 * detected.
 *
 * @param results how many results are averaged
 */
public record MicroRule(int results, Refractory refractory, Thresholds thresholds)
    implements DetectorRule {
  /** 5 results, a pause of 1000 ms for all, threshold 0.7. */
  public static final MicroRule DEFAULT =
      new MicroRule(5, Refractory.ofAll(1000), Thresholds.of(0.7));

  /**
   * @throws IllegalArgumentException when there is no result to average
   */
  public MicroRule {
    Parameters.results(results);
  }

  @Override
  public String name() {
    return "micro";
  }

  @Override
  public MicroRule withThresholds(Thresholds changed) {
    return new MicroRule(results, refractory, changed);
  }
}
