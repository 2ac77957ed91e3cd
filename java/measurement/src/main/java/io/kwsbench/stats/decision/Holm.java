package io.kwsbench.stats.decision;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Holm's step-down correction: the chance of even one false alarm among many cases stays at alpha.
 *
 * <p>S. Holm, <i>A simple sequentially rejective multiple test procedure</i>, Scandinavian Journal
 * of Statistics 6 (1979). Valid however the cases depend on each other.
 */
public final class Holm {
  private Holm() {}

  /**
   * The level for each hypothesis's p-value: α/m for the smallest, α/(m−1) for the next, and so on;
   * after the first hypothesis that is not rejected, that one's level.
   */
  public static double[] levels(double[] pValues, double alpha) {
    Integer[] order = new Integer[pValues.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> pValues[i]));
    double[] levels = new double[pValues.length];
    int rejected = 0;
    boolean stopped = false;
    for (int hypothesis : order) {
      levels[hypothesis] = alpha / (pValues.length - rejected);
      stopped |= pValues[hypothesis] > levels[hypothesis];
      rejected += stopped ? 0 : 1;
    }
    return levels;
  }
}
