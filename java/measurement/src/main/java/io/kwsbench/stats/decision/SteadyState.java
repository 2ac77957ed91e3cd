package io.kwsbench.stats.decision;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * The warm-up of a series of run times.
 *
 * <p>The marginal standard error rule MSER-5 (K. P. White, <i>An effective truncation heuristic for
 * bias reduction in simulation output</i>, Simulation 69, 1997) over medians of five runs: cut off
 * as many leading batches as make the mean of the rest most precise. A cut in the second half means
 * that the series has not settled yet. Medians, so a preempted run is no phase of its own.
 *
 * @param runs leading runs that belong to warming up
 * @param reached whether a steady state follows them
 */
public record SteadyState(int runs, boolean reached) {
  private static final int BATCH = 5;
  private static final int FEWEST_BATCHES = 4;

  /** Detects the steady state of {@code nanos}, run times in the order of measuring. */
  public static SteadyState of(double[] nanos) {
    int batches = nanos.length / BATCH;
    if (batches < FEWEST_BATCHES) {
      return new SteadyState(nanos.length, false);
    }
    double[] medians = new double[batches];
    for (int i = 0; i < batches; i++) {
      double[] batch = Arrays.copyOfRange(nanos, i * BATCH, (i + 1) * BATCH);
      Arrays.sort(batch);
      medians[i] = Math.log(batch[BATCH / 2]);
    }
    int cut = cut(medians);
    return new SteadyState(cut * BATCH, cut <= batches / 2 && isLevel(medians, cut));
  }

  /**
   * Returns whether the two halves of what follows the cut agree, within a percent or their noise.
   */
  private static boolean isLevel(double[] medians, int cut) {
    int middle = (cut + medians.length) / 2;
    SummaryStatistics first = statistics(medians, cut, middle);
    SummaryStatistics second = statistics(medians, middle, medians.length);
    double noise =
        Math.sqrt(first.getVariance() / first.getN() + second.getVariance() / second.getN());
    return Math.abs(first.getMean() - second.getMean()) <= Math.max(0.01, 4 * noise);
  }

  private static SummaryStatistics statistics(double[] values, int from, int to) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (int i = from; i < to; i++) {
      statistics.addValue(values[i]);
    }
    return statistics;
  }

  private static int cut(double[] medians) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    double sum = 0;
    double squares = 0;
    int n = medians.length;
    for (int from = n - 1, count = 1; from >= 0; from--, count++) {
      sum += medians[from];
      squares += medians[from] * medians[from];
      double error = Math.max(0, squares - sum * sum / count) / ((double) count * count);
      // the last few batches alone are always precise: White's rule does not cut there
      if (count >= Math.max(2, n / 4) && error <= least) {
        least = error;
        best = from;
      }
    }
    return best;
  }
}
