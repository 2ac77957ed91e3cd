package io.kwsbench.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A sample described: benchmark_model's figures, and the robust ones it lacks.
 *
 * <p>Percentiles interpolate linearly between order statistics (Hyndman and Fan 1996, type 7). An
 * outlier is farther from the median than 3.5 scaled MADs (Iglewicz and Hoaglin 1993); outliers are
 * counted and kept. Where most values are the same the MAD is 0 and says nothing: one step between
 * neighboring values, at most a percent of the median, takes its place.
 *
 * @param count sample size; all else is 0 when it is 0
 * @param first the first value
 * @param curr the last value
 * @param min the smallest
 * @param max the largest
 * @param avg the mean
 * @param std the standard deviation of the population
 * @param median the 50th percentile
 * @param p90 the 90th percentile
 * @param p95 the 95th percentile
 * @param p99 the 99th percentile
 * @param mad the median absolute deviation from the median, unscaled
 * @param outliers how many values are outliers
 */
public record Distribution(
    long count,
    double first,
    double curr,
    double min,
    double max,
    double avg,
    double std,
    double median,
    double p90,
    double p95,
    double p99,
    double mad,
    long outliers) {
  private static final double OUTLIER = 3.5;

  /** A clock's step is finer than this share of what is worth timing. */
  private static final double COARSEST_STEP = 0.01;

  /** Makes the MAD of a normal sample its standard deviation. */
  private static final double NORMAL_SCALE = 1.4826;

  /** Nothing measured. */
  public static final Distribution EMPTY = new Distribution(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Describes values in the order in which they were measured. */
  public static Distribution of(double... values) {
    if (values.length == 0) {
      return EMPTY;
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    Percentile percentile = new Percentile().withEstimationType(Percentile.EstimationType.R_7);
    percentile.setData(sorted);
    double mean = Arrays.stream(values).average().orElseThrow();
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    double median = percentile.evaluate(50);
    double mad = mad(values, median);
    double fence = OUTLIER * NORMAL_SCALE * (mad > 0 ? mad : step(sorted, median));
    long outliers = Arrays.stream(values).filter(v -> Math.abs(v - median) > fence).count();
    return new Distribution(
        values.length,
        values[0],
        values[values.length - 1],
        sorted[0],
        sorted[sorted.length - 1],
        mean,
        Math.sqrt(squares / values.length),
        median,
        percentile.evaluate(90),
        percentile.evaluate(95),
        percentile.evaluate(99),
        mad,
        outliers);
  }

  /** Whether all values are the same. */
  public boolean allSame() {
    return count == 0 || min == max;
  }

  /** The smallest difference of two values: as finely as they are told apart. */
  private static double step(double[] sorted, double median) {
    double step = COARSEST_STEP * Math.abs(median);
    for (int i = 1; i < sorted.length; i++) {
      double gap = sorted[i] - sorted[i - 1];
      step = gap > 0 ? Math.min(step, gap) : step;
    }
    return step;
  }

  private static double mad(double[] values, double median) {
    double[] distances = Arrays.stream(values).map(v -> Math.abs(v - median)).toArray();
    return median(distances);
  }

  /** The median of values in any order. */
  public static double median(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
