package io.kwsbench.stats.decision;

import java.util.Arrays;

/**
 * The number of adjacent rounds that are correlated, so that a bootstrap resamples them as one
 * block.
 *
 * <p>The automatic choice of Politis and White, <i>Automatic block-length selection for the
 * dependent bootstrap</i> (Econometric Reviews 23, 2004, with the correction of 2009), for the
 * circular block bootstrap; on winsorized values, since a single preempted round says nothing about
 * correlation.
 */
public final class BlockLength {
  private static final double CAUTION = 1.5;
  private static final double TAIL = 0.05;
  private static final int SIGNIFICANT_IN_A_ROW = 5;

  private BlockLength() {}

  /** The block length for {@code series}: at least 1, at most a fifth of it. */
  public static int of(double[] series) {
    int n = series.length;
    int longest = Math.max(1, n / 5);
    double[] x = centered(winsorized(series));
    double variance = autocovariance(x, 0);
    if (n < 10 || variance <= 0) {
      return 1;
    }
    int lags = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + SIGNIFICANT_IN_A_ROW);
    double[] covariance = new double[lags + 1];
    for (int k = 0; k <= lags; k++) {
      covariance[k] = autocovariance(x, k);
    }
    int bandwidth = Math.min(lags, 2 * lastCorrelatedLag(covariance, n));
    double spectrum = 0;
    double slope = 0;
    for (int k = -bandwidth; k <= bandwidth; k++) {
      double weight = flatTop((double) k / Math.max(1, bandwidth)) * covariance[Math.abs(k)];
      spectrum += weight;
      slope += Math.abs(k) * weight;
    }
    if (slope == 0 || spectrum <= 0) {
      return slope == 0 ? 1 : longest;
    }
    double best = Math.cbrt(1.5 * slope * slope / (spectrum * spectrum) * n);
    // optimal for the squared error of the variance, which is mostly too small; coverage wants
    // longer
    return (int) Math.max(1, Math.min(longest, Math.ceil(CAUTION * best)));
  }

  /** The lag after which {@link #SIGNIFICANT_IN_A_ROW} correlations are within the noise. */
  private static int lastCorrelatedLag(double[] covariance, int n) {
    double limit = 2 * Math.sqrt(Math.log10(n) / n) * covariance[0];
    int quiet = 0;
    for (int k = 1; k < covariance.length; k++) {
      quiet = Math.abs(covariance[k]) < limit ? quiet + 1 : 0;
      if (quiet == SIGNIFICANT_IN_A_ROW) {
        return Math.max(1, k - SIGNIFICANT_IN_A_ROW);
      }
    }
    return covariance.length - 1;
  }

  private static double flatTop(double t) {
    double distance = Math.abs(t);
    return distance <= 0.5 ? 1 : Math.max(0, 2 * (1 - distance));
  }

  private static double autocovariance(double[] centered, int lag) {
    double sum = 0;
    for (int i = lag; i < centered.length; i++) {
      sum += centered[i] * centered[i - lag];
    }
    return sum / centered.length;
  }

  private static double[] centered(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    return Arrays.stream(values).map(v -> v - mean).toArray();
  }

  private static double[] winsorized(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int cut = (int) (TAIL * sorted.length);
    double low = sorted.length == 0 ? 0 : sorted[cut];
    double high = sorted.length == 0 ? 0 : sorted[sorted.length - 1 - cut];
    return Arrays.stream(values).map(v -> Math.max(low, Math.min(high, v))).toArray();
  }
}
