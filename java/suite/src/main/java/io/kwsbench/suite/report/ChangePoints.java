package io.kwsbench.suite.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a series of values moved to another level for good.
 *
 * <p>Pettitt's test, which looks at ranks alone: no outlier and no skew makes a change. What lies
 * before and after a change is searched again. Source: A. N. Pettitt, "A non-parametric approach to
 * the change-point problem", Applied Statistics 28 (1979).
 */
final class ChangePoints {
  /** The chance that a history without a change shows one. */
  static final double LEVEL = 0.05;

  private final double[] values;
  private final List<Change> found = new ArrayList<>();

  private ChangePoints(double[] values) {
    this.values = values;
  }

  /**
   * A change.
   *
   * @param index of the first value at the new level
   * @param before the median back to the change before
   * @param after the median up to the next change
   */
  record Change(int index, double before, double after) {}

  /** The changes of a series, in its order. */
  static List<Change> of(double[] values) {
    ChangePoints search = new ChangePoints(values);
    List<Integer> at = new ArrayList<>();
    search.split(0, values.length, at);
    for (int i = 0; i < at.size(); i++) {
      int from = i == 0 ? 0 : at.get(i - 1);
      int to = i + 1 == at.size() ? values.length : at.get(i + 1);
      search.found.add(
          new Change(at.get(i), search.median(from, at.get(i)), search.median(at.get(i), to)));
    }
    return search.found;
  }

  private void split(int from, int to, List<Integer> at) {
    int count = to - from;
    long statistic = 0;
    long best = 0;
    int where = -1;
    for (int i = from; i < to; i++) {
      for (int j = from; j < to; j++) {
        statistic += (long) Math.signum(values[j] - values[i]);
      }
      if (Math.abs(statistic) > best) {
        best = Math.abs(statistic);
        where = i + 1;
      }
    }
    double n = count;
    if (where < 0 || 2 * Math.exp(-6.0 * best * best / (n * n * n + n * n)) > LEVEL) {
      return;
    }
    split(from, where, at);
    at.add(where);
    split(where, to, at);
  }

  private double median(int from, int to) {
    double[] sorted = Arrays.copyOfRange(values, from, to);
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
