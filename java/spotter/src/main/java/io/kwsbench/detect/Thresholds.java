package io.kwsbench.detect;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The thresholds of labels.
 *
 * @param all the threshold of every label that has none of its own
 * @param byLabel thresholds of single labels
 */
public record Thresholds(double all, SortedMap<String, Double> byLabel) {
  /**
   * @throws IllegalArgumentException when a threshold is not within 0 … 1
   */
  public Thresholds {
    require(all);
    byLabel.values().forEach(Thresholds::require);
    byLabel = Collections.unmodifiableSortedMap(new TreeMap<>(byLabel));
  }

  /** Thresholds of single labels, as a map of any kind has them. */
  public Thresholds(double all, Map<String, Double> byLabel) {
    this(all, new TreeMap<>(byLabel));
  }

  /** One threshold for all labels. */
  public static Thresholds of(double all) {
    return new Thresholds(all, new TreeMap<>());
  }

  private static void require(double threshold) {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException("threshold " + threshold + " is not within 0 … 1");
    }
  }

  /** The threshold of a label. */
  public double of(String label) {
    return byLabel.getOrDefault(label, all);
  }
}
