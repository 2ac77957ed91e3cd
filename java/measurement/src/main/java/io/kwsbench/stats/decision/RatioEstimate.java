package io.kwsbench.stats.decision;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A ratio of medians, estimated from rounds, with bootstrap intervals and one-sided p-values.
 *
 * <p>Both tails are the more careful of two readings of the same bootstrap: its percentiles, which
 * follow a skewed distribution, and Student's t with its standard error and one degree of freedom
 * less than there are blocks, which knows that few blocks say little. A tenth of every tail goes to
 * {@link SignBounds}, which see a gross difference in few blocks too; either may exclude a ratio,
 * and both together err no more often than the whole tail says. Immutable.
 */
public final class RatioEstimate {
  private static final int FEWEST_ROUNDS = 4;

  /** The share of a tail that the sign bounds may spend. */
  private static final double FOR_SIGNS = 0.1;

  private final double estimate;
  private final double[] replicates;
  private final double standardError;
  private final TDistribution student;
  private final SignBounds signs;

  private RatioEstimate(
      double estimate, double[] replicates, double degreesOfFreedom, SignBounds signs) {
    this.estimate = estimate;
    this.replicates = replicates;
    this.signs = signs;
    double freedom = Math.max(1, degreesOfFreedom);
    this.standardError = deviation(replicates) * Math.sqrt((freedom + 1) / freedom);
    this.student = new TDistribution(null, freedom);
  }

  /**
   * From the logarithms of the ratios of two cases' medians in the same rounds.
   *
   * @param logRatios one value per round, in the order of measuring
   * @param shortestBlock rounds that share something (such as one loading of the graphs)
   * @param finestTail the smallest one-sided probability that will be asked for
   * @throws IllegalArgumentException for fewer than four rounds
   */
  public static RatioEstimate paired(
      double[] logRatios, int shortestBlock, double finestTail, long seed) {
    require(logRatios);
    int block = Math.max(shortestBlock, BlockLength.of(logRatios));
    BlockBootstrap bootstrap = new BlockBootstrap(logRatios, resampled(block, logRatios));
    double[] replicates = bootstrap.replicates(replicatesFor(finestTail), seed);
    return new RatioEstimate(
        bootstrap.estimate(),
        replicates,
        (double) logRatios.length / block - 1,
        SignBounds.of(logRatios));
  }

  /**
   * From two series that were not measured together, such as today's and a baseline's: nothing
   * cancels, so the interval is wider.
   *
   * @param candidate logarithms of the candidate's medians, one per round
   * @param reference logarithms of the reference's medians, one per round
   * @param candidateBlock rounds of the candidate that share a loading of the graphs
   * @param referenceBlock rounds of the reference that share one
   */
  public static RatioEstimate unpaired(
      double[] candidate,
      double[] reference,
      int candidateBlock,
      int referenceBlock,
      double finestTail,
      long seed) {
    require(candidate);
    require(reference);
    int blockC = Math.max(candidateBlock, BlockLength.of(candidate));
    int blockR = Math.max(referenceBlock, BlockLength.of(reference));
    BlockBootstrap c = new BlockBootstrap(candidate, resampled(blockC, candidate));
    BlockBootstrap r = new BlockBootstrap(reference, resampled(blockR, reference));
    int count = replicatesFor(finestTail);
    double[] differences = shuffled(c.replicates(count, seed), seed + 1);
    double[] subtract = shuffled(r.replicates(count, seed + 2), seed + 3);
    for (int i = 0; i < count; i++) {
      differences[i] -= subtract[i];
    }
    Arrays.sort(differences);
    double blocks =
        Math.min((double) candidate.length / blockC, (double) reference.length / blockR);
    return new RatioEstimate(
        c.estimate() - r.estimate(), differences, blocks - 1, SignBounds.of(candidate, reference));
  }

  /** The ratio, candidate over reference. */
  public double ratio() {
    return Math.exp(estimate);
  }

  /** The interval that leaves out {@code tail} on either side. */
  public RatioInterval interval(double tail) {
    double most = tail * (1 - FOR_SIGNS);
    double reach = standardError == 0 ? 0 : -student.inverseCumulativeProbability(most);
    double low = Math.min(quantile(most), estimate - reach * standardError);
    double high = Math.max(quantile(1 - most), estimate + reach * standardError);
    double rest = tail * FOR_SIGNS;
    return RatioInterval.ofLogs(
        estimate,
        Math.min(estimate, Math.max(low, signs.low(rest))),
        Math.max(estimate, Math.min(high, signs.high(rest))),
        1 - 2 * tail);
  }

  /** The probability of this estimate or a higher one if the true ratio were {@code limit}. */
  public double pValueAbove(double limit) {
    double log = Math.log(limit);
    return either(Math.max(share(log, true), tail(estimate - log)), signs.pValueAbove(log));
  }

  /** The probability of this estimate or a lower one if the true ratio were {@code limit}. */
  public double pValueBelow(double limit) {
    double log = Math.log(limit);
    return either(Math.max(share(log, false), tail(log - estimate)), signs.pValueBelow(log));
  }

  /** Two p-values of one hypothesis as one, by Bonferroni's rule with unequal shares. */
  private static double either(double usual, double ofSigns) {
    return Math.min(1, Math.min(usual / (1 - FOR_SIGNS), ofSigns / FOR_SIGNS));
  }

  private double tail(double distance) {
    if (standardError == 0) {
      return distance > 0 ? 0 : 1;
    }
    return student.cumulativeProbability(-distance / standardError);
  }

  private double share(double log, boolean atOrBelow) {
    int count = 0;
    for (double replicate : replicates) {
      if (atOrBelow ? replicate <= log : replicate >= log) {
        count++;
      }
    }
    return (count + 1.0) / (replicates.length + 1.0);
  }

  private double quantile(double probability) {
    double position = probability * (replicates.length - 1);
    int below = (int) Math.floor(position);
    int above = Math.min(below + 1, replicates.length - 1);
    return replicates[below] + (position - below) * (replicates[above] - replicates[below]);
  }

  /** Rotations of one block would show no spread at all; too few blocks cost degrees of freedom. */
  private static int resampled(int block, double[] series) {
    return Math.max(1, Math.min(block, series.length / 3));
  }

  private static int replicatesFor(double finestTail) {
    return (int) Math.max(1000, Math.min(200_000, Math.ceil(4 / finestTail)));
  }

  private static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / Math.max(1, values.length - 1));
  }

  private static double[] shuffled(double[] values, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = values.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      double swap = values[i];
      values[i] = values[j];
      values[j] = swap;
    }
    return values;
  }

  private static void require(double[] rounds) {
    if (rounds.length < FEWEST_ROUNDS) {
      throw new IllegalArgumentException(rounds.length + " rounds, need " + FEWEST_ROUNDS);
    }
  }
}
