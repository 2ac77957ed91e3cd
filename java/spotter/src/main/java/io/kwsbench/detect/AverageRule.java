package io.kwsbench.detect;

/**
 * The rule that {@code evaluate} has always measured with.
 *
 * <p>It averages the last results. A word is detected when its average is the largest of all labels
 * and reaches its threshold. Silence and unknown are never detected. Before enough results are
 * heard, it averages those that are there. Other than {@link TensorFlowRule} it counts results
 * instead of time, and detects the same word again after the pause.
 *
 * @param results how many results are averaged
 */
public record AverageRule(int results, Refractory refractory, Thresholds thresholds)
    implements DetectorRule {
  /** 3 results, a pause of 1000 ms for all, threshold 0.7. */
  public static final AverageRule DEFAULT =
      new AverageRule(3, Refractory.ofAll(1000), Thresholds.of(0.7));

  /**
   * @throws IllegalArgumentException when there is no result to average
   */
  public AverageRule {
    Parameters.results(results);
  }

  @Override
  public String name() {
    return "average";
  }

  @Override
  public AverageRule withThresholds(Thresholds changed) {
    return new AverageRule(results, refractory, changed);
  }
}
