package io.kwsbench.longaudio;

import java.util.Arrays;
import java.util.Collection;

/**
 * The time from a word's end to the end of the window that decided, over all words detected.
 *
 * @param words how many were detected
 * @param medianMillis the median in milliseconds; negative if most were detected before they ended;
 *     NaN without words
 * @param p99Millis the 99th percentile; NaN without words
 */
public record Delay(int words, double medianMillis, double p99Millis) {
  static Delay of(Collection<Matches.Hit> hits, int sampleRate) {
    double[] sorted = hits.stream().mapToDouble(hit -> hit.delayMillis(sampleRate)).toArray();
    Arrays.sort(sorted);
    return new Delay(sorted.length, quantile(sorted, 0.5), quantile(sorted, 0.99));
  }

  /** The least delay that a share of the words does not exceed. */
  private static double quantile(double[] sorted, double share) {
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
