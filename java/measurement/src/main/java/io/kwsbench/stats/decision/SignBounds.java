package io.kwsbench.stats.decision;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.BinomialDistribution;

/**
 * Bounds of a ratio from how many rounds lie on one side, with no assumption about spread.
 *
 * <p>What neighboring rounds share (luck with addresses, a clock step, a busy neighbor) moves all
 * of them, so signs alone would call such luck a difference. Therefore a bound keeps a {@link
 * #MARGIN}: the shared part of a ratio is taken to stay below it. Given the shared part, rounds are
 * independent, and a round exceeds its median in half of the cases: that is the sign test, whose
 * bounds are order statistics (Conover, <i>Practical Nonparametric Statistics</i>, 3.2). So these
 * bounds say nothing about small differences, and decide gross ones within some dozen rounds.
 * Immutable.
 */
final class SignBounds {
  /** The largest factor that rounds may share without a difference of the graphs. */
  static final double MARGIN = 1.5;

  private static final double LOG_MARGIN = Math.log(MARGIN);
  private final double[] candidate;
  private final double[] reference;
  private final double[] candidateTails;
  private final double[] referenceTails;
  private final double[] levels;

  private SignBounds(double[] candidate, double[] reference) {
    this.candidate = sorted(candidate);
    this.reference = sorted(reference);
    this.candidateTails = tails(candidate.length);
    this.referenceTails = tails(reference.length);
    this.levels = levels(candidateTails, referenceTails);
  }

  /**
   * @param logRatios one logarithm a round
   */
  static SignBounds of(double[] logRatios) {
    return new SignBounds(logRatios, new double[0]);
  }

  /** From two series that were not measured together; each gets half of a tail. */
  static SignBounds of(double[] logCandidate, double[] logReference) {
    return new SignBounds(logCandidate, logReference);
  }

  /** The lower bound of the logarithm that is too high with probability {@code tail}. */
  double low(double tail) {
    return lowest(candidate, candidateTails, share(tail))
        - highest(reference, referenceTails, share(tail))
        - LOG_MARGIN;
  }

  /** The upper bound of the logarithm that is too low with probability {@code tail}. */
  double high(double tail) {
    return highest(candidate, candidateTails, share(tail))
        - lowest(reference, referenceTails, share(tail))
        + LOG_MARGIN;
  }

  /** The smallest tail whose lower bound still lies above {@code log}; 1 when none does. */
  double pValueAbove(double log) {
    return smallest(tail -> low(tail) > log);
  }

  /** The smallest tail whose upper bound still lies below {@code log}; 1 when none does. */
  double pValueBelow(double log) {
    return smallest(tail -> high(tail) < log);
  }

  /**
   * Bounds only narrow as a tail grows, so what excludes a ratio at one excludes it at the next.
   */
  private double smallest(DoublePredicate excluded) {
    int from = 0;
    int to = levels.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (excluded.test(levels[middle])) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from == levels.length ? 1 : Math.min(1, levels[from]);
  }

  private double share(double tail) {
    return reference.length == 0 ? tail : tail / 2;
  }

  /** Every tail at which a bound moves on to the next order statistic. */
  private static double[] levels(double[] candidateTails, double[] referenceTails) {
    double factor = referenceTails.length == 0 ? 1 : 2;
    return DoubleStream.concat(DoubleStream.of(candidateTails), DoubleStream.of(referenceTails))
        .map(tail -> factor * tail)
        .sorted()
        .toArray();
  }

  /** The largest order statistic that exceeds the median with probability {@code tail} at most. */
  private static double lowest(double[] sorted, double[] tails, double tail) {
    int covered = covered(tails, tail);
    return sorted.length == 0 ? 0 : covered == 0 ? Double.NEGATIVE_INFINITY : sorted[covered - 1];
  }

  private static double highest(double[] sorted, double[] tails, double tail) {
    int covered = covered(tails, tail);
    return sorted.length == 0
        ? 0
        : covered == 0 ? Double.POSITIVE_INFINITY : sorted[sorted.length - covered];
  }

  /** The number of tails, in ascending order, that are at most {@code tail}. */
  private static int covered(double[] tails, double tail) {
    // a bound at exactly its own level must not be lost to rounding
    int at = Arrays.binarySearch(tails, tail * (1 + 1e-9));
    return at >= 0 ? at + 1 : -at - 1;
  }

  /**
   * Element {@code i}: the probability that at most {@code i} of the values lie below the median.
   */
  private static double[] tails(int count) {
    double[] tails = new double[count];
    BinomialDistribution below = new BinomialDistribution(null, Math.max(1, count), 0.5);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += below.probability(i);
      tails[i] = sum;
    }
    return tails;
  }

  private static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }
}
