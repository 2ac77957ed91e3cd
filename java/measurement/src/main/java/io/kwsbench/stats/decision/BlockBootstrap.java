package io.kwsbench.stats.decision;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A circular block bootstrap of the midmean (the mean of the middle half) of a series.
 *
 * <p>The midmean shrugs off a quarter of wild values on either side, as a median does, but uses its
 * data better and does not jump between two modes. Blocks of neighboring values are resampled
 * together, so a series that is correlated over a block's length gets an honest spread (Künsch
 * 1989; Politis and Romano 1992). Deterministic in its seed.
 */
final class BlockBootstrap {
  private final int[] rank;
  private final double[] sorted;
  private final int block;

  BlockBootstrap(double[] series, int block) {
    Integer[] order = IntStream.range(0, series.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(series[a], series[b]));
    rank = new int[series.length];
    sorted = new double[series.length];
    for (int i = 0; i < order.length; i++) {
      rank[order[i]] = i;
      sorted[i] = series[order[i]];
    }
    this.block = Math.max(1, Math.min(block, series.length));
  }

  /** The midmean of the series itself. */
  double estimate() {
    int[] once = new int[sorted.length];
    Arrays.fill(once, 1);
    return midmean(once);
  }

  /** Midmeans of {@code count} resampled series, in ascending order. */
  double[] replicates(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] midmeans = new double[count];
    int[] times = new int[sorted.length];
    for (int i = 0; i < count; i++) {
      Arrays.fill(times, 0);
      draw(times, random);
      midmeans[i] = midmean(times);
    }
    Arrays.sort(midmeans);
    return midmeans;
  }

  private void draw(int[] times, SplittableRandom random) {
    int n = rank.length;
    for (int drawn = 0; drawn < n; ) {
      int at = random.nextInt(n);
      for (int i = 0; i < block && drawn < n; i++, drawn++) {
        times[rank[at]]++;
        at = at + 1 == n ? 0 : at + 1;
      }
    }
  }

  /** The midmean of the multiset in which {@code sorted[i]} occurs {@code times[i]} times. */
  private double midmean(int[] times) {
    double from = sorted.length * 0.25;
    double to = sorted.length * 0.75;
    double sum = 0;
    double below = 0;
    for (int i = 0; i < times.length && below < to; i++) {
      double above = below + times[i];
      double weight = Math.min(above, to) - Math.max(below, from);
      if (weight > 0) {
        sum += weight * sorted[i];
      }
      below = above;
    }
    return sum / (to - from);
  }
}
