package io.kwsbench.stats;

import io.kwsbench.stats.decision.RatioEstimate;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.Arrays;
import java.util.Optional;

/** The ratio of two series of run times that were measured interleaved, run by run. */
public final class PairedRatio {
  private static final int MOST_ROUNDS = 50;
  private static final int FEWEST_ROUNDS = 4;
  private static final double TAIL = 0.005;

  private PairedRatio() {}

  /**
   * The 99 % interval of the first's median over the second's; empty for fewer than four runs.
   *
   * <p>Neighbouring runs make a round; a round's ratio is that of its two medians.
   */
  public static Optional<RatioInterval> of(double[] first, double[] second, long seed) {
    int runs = Math.min(first.length, second.length);
    if (runs < FEWEST_ROUNDS) {
      return Optional.empty();
    }
    int rounds = Math.min(MOST_ROUNDS, runs);
    double[] logRatios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      int from = (int) ((long) runs * round / rounds);
      int to = (int) ((long) runs * (round + 1) / rounds);
      logRatios[round] = Math.log(median(first, from, to) / median(second, from, to));
    }
    return Optional.of(RatioEstimate.paired(logRatios, 1, TAIL, seed).interval(TAIL));
  }

  private static double median(double[] values, int from, int to) {
    return Distribution.median(Arrays.copyOfRange(values, from, to));
  }
}
