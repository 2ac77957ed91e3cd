package io.kwsbench.stats;

import io.kwsbench.stats.decision.RatioEstimate;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.BinomialDistribution;

/** The ratio of two series of run times that were measured interleaved, run by run. */
public final class PairedRatio {
  private static final int MAX_ROUNDS = 50;
  private static final int FEWEST_ROUNDS = 4;
  private static final double TAIL = 0.005;

  private PairedRatio() {}

  /**
   * The 99 % interval of the first's median over the second's; empty for fewer than four runs.
   *
   * <p>Neighboring runs make a round; a round's ratio is that of its two medians.
   */
  public static Optional<RatioInterval> of(double[] first, double[] second, long seed) {
    int runs = Math.min(first.length, second.length);
    if (runs < FEWEST_ROUNDS) {
      return Optional.empty();
    }
    int rounds = Math.min(MAX_ROUNDS, runs);
    double[] logRatios = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      int from = (int) ((long) runs * round / rounds);
      int to = (int) ((long) runs * (round + 1) / rounds);
      logRatios[round] = Math.log(median(first, from, to) / median(second, from, to));
    }
    return Optional.of(RatioEstimate.paired(logRatios, 1, TAIL, seed).interval(TAIL));
  }

  /**
   * The median ratio of a run of the first to the next run of the second; empty for fewer than
   * eight runs, which are too few for a 99 % interval.
   *
   * <p>A neighbor who takes a core for a part of the time does not move it, unlike {@link #of}:
   * this is what a machine does when it is left alone. The interval is that of the median of the
   * rounds' medians by their ranks (David and Nagaraja, Order Statistics, 2003, 7.1), which knows
   * nothing of how the times are distributed.
   */
  public static Optional<RatioInterval> typical(double[] first, double[] second) {
    int runs = Math.min(first.length, second.length);
    int rounds = Math.min(MAX_ROUNDS, runs);
    if (Math.pow(0.5, rounds) > TAIL) {
      return Optional.empty();
    }
    double[] ratios = new double[runs];
    Arrays.setAll(ratios, i -> first[i] / second[i]);
    double[] typical = new double[rounds];
    Arrays.setAll(
        typical,
        i ->
            median(
                ratios, (int) ((long) runs * i / rounds), (int) ((long) runs * (i + 1) / rounds)));
    Arrays.sort(typical);
    // the number of rounds below the true median that has at most TAIL on its side
    int rank = new BinomialDistribution(null, rounds, 0.5).inverseCumulativeProbability(TAIL);
    return Optional.of(
        new RatioInterval(
            Distribution.median(typical),
            typical[Math.max(0, rank - 1)],
            typical[Math.min(rounds - 1, rounds - rank)],
            1 - 2 * TAIL));
  }

  private static double median(double[] values, int from, int to) {
    return Distribution.median(Arrays.copyOfRange(values, from, to));
  }
}
