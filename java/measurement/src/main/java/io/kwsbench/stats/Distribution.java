package io.kwsbench.stats;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
 * @param series how many values there were, and in which order
 * @param range the smallest and the largest
 * @param moments mean and standard deviation
 * @param quantiles the median and what lies above it
 * @param spread what outliers do not move
 */
public record Distribution(
    @JsonUnwrapped Series series,
    @JsonUnwrapped Range range,
    @JsonUnwrapped Moments moments,
    @JsonUnwrapped Quantiles quantiles,
    @JsonUnwrapped Spread spread) {
  private static final double OUTLIER = 3.5;

  /** A clock's step is finer than this share of what is worth timing. */
  private static final double COARSEST_STEP = 0.01;

  /** Makes the MAD of a normal sample its standard deviation. */
  private static final double NORMAL_SCALE = 1.4826;

  /** Nothing measured. */
  public static final Distribution EMPTY =
      new Distribution(
          new Series(0, 0, 0),
          new Range(0, 0),
          new Moments(0, 0),
          new Quantiles(0, 0, 0, 0),
          new Spread(0, 0));

  /**
   * The values in the order in which they were measured.
   *
   * @param count how many there are; all else is 0 when it is 0
   * @param first the first
   * @param curr the last
   */
  public record Series(long count, double first, @JsonProperty("last") double curr) {}

  /**
   * The ends.
   *
   * @param min the smallest
   * @param max the largest
   */
  public record Range(double min, double max) {}

  /**
   * Statistics of a normal sample.
   *
   * @param avg the mean
   * @param std the standard deviation of the population
   */
  public record Moments(@JsonProperty("mean") double avg, double std) {}

  /**
   * The median and what lies above it.
   *
   * @param median the 50th percentile
   * @param p90 the 90th percentile
   * @param p95 the 95th percentile
   * @param p99 the 99th percentile
   */
  public record Quantiles(double median, double p90, double p95, double p99) {}

  /**
   * Robust statistics, and the number of outliers.
   *
   * @param mad the median absolute deviation from the median, unscaled
   * @param outliers how many values are outliers
   */
  public record Spread(double mad, long outliers) {}

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
        new Series(values.length, values[0], values[values.length - 1]),
        new Range(sorted[0], sorted[sorted.length - 1]),
        new Moments(mean, Math.sqrt(squares / values.length)),
        new Quantiles(
            median, percentile.evaluate(90), percentile.evaluate(95), percentile.evaluate(99)),
        new Spread(mad, outliers));
  }

  /** Sample size. */
  public long count() {
    return series.count();
  }

  /** The first value. */
  public double first() {
    return series.first();
  }

  /** The last value. */
  public double curr() {
    return series.curr();
  }

  /** The smallest. */
  public double min() {
    return range.min();
  }

  /** The largest. */
  public double max() {
    return range.max();
  }

  /** The mean. */
  public double avg() {
    return moments.avg();
  }

  /** The standard deviation of the population. */
  public double std() {
    return moments.std();
  }

  /** The 50th percentile. */
  public double median() {
    return quantiles.median();
  }

  /** The 90th percentile. */
  public double p90() {
    return quantiles.p90();
  }

  /** The 95th percentile. */
  public double p95() {
    return quantiles.p95();
  }

  /** The 99th percentile. */
  public double p99() {
    return quantiles.p99();
  }

  /** The median absolute deviation from the median, unscaled. */
  public double mad() {
    return spread.mad();
  }

  /** The number of outliers. */
  public long outliers() {
    return spread.outliers();
  }

  /** Returns whether all values are the same. */
  public boolean allSame() {
    return count() == 0 || min() == max();
  }

  /** The smallest difference of two values, which is the resolution. */
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
