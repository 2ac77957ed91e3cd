package io.kwsbench.stats;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The ratio of two medians with a percentile-bootstrap confidence interval.
 *
 * <p>Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. Runs of the
 * two sides that were measured next to each other are resampled together, in blocks of neighbours
 * (Künsch 1989), so that drift and bursts that met both do not widen or narrow the interval.
 *
 * @param ratio median of the first over median of the second
 * @param low lower end of the interval
 * @param high upper end
 * @param confidence such as 0.99
 */
public record RatioInterval(double ratio, double low, double high, double confidence) {
  private static final int RESAMPLES = 2000;

  /**
   * The interval of two series that were measured interleaved: run {@code i} of one next to run
   * {@code i} of the other. The longer one is cut.
   *
   * @throws IllegalArgumentException when a series has fewer than two runs
   */
  public static RatioInterval paired(
      double[] first, double[] second, double confidence, long seed) {
    int n = Math.min(first.length, second.length);
    if (n < 2) {
      throw new IllegalArgumentException("two runs of each side are the least, not " + n);
    }
    double[] a = Arrays.copyOf(first, n);
    double[] b = Arrays.copyOf(second, n);
    int block = Math.max(1, (int) Math.round(Math.cbrt(n)));
    SplittableRandom random = new SplittableRandom(seed);
    double[] ratios = new double[RESAMPLES];
    double[] resampledA = new double[n];
    double[] resampledB = new double[n];
    for (int r = 0; r < RESAMPLES; r++) {
      for (int filled = 0; filled < n; filled += block) {
        int start = random.nextInt(n - block + 1);
        int take = Math.min(block, n - filled);
        System.arraycopy(a, start, resampledA, filled, take);
        System.arraycopy(b, start, resampledB, filled, take);
      }
      ratios[r] = Distribution.median(resampledA) / Distribution.median(resampledB);
    }
    Arrays.sort(ratios);
    double tail = (1 - confidence) / 2;
    return new RatioInterval(
        Distribution.median(a) / Distribution.median(b),
        quantile(ratios, tail),
        quantile(ratios, 1 - tail),
        confidence);
  }

  private static double quantile(double[] sorted, double q) {
    return sorted[(int) Math.min(sorted.length - 1, Math.round(q * (sorted.length - 1)))];
  }

  /** Whether 1 lies inside: no difference can be told. */
  public boolean includesOne() {
    return low <= 1 && high >= 1;
  }

  /** Half the interval's width. */
  public double halfWidth() {
    return (high - low) / 2;
  }
}
