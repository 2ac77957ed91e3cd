package io.kwsbench.detect;

/** The last results in the order in which they came. Grows only while it holds more than ever. */
final class RecentScores {
  private float[][] rows;
  private long[] times;
  private int first;
  private int count;

  RecentScores(int labels) {
    rows = new float[8][labels];
    times = new long[8];
  }

  void add(long time, float[] scores) {
    if (count == rows.length) {
      grow();
    }
    int at = (first + count++) % rows.length;
    times[at] = time;
    System.arraycopy(scores, 0, rows[at], 0, scores.length);
  }

  private void grow() {
    float[][] larger = new float[2 * rows.length][rows[0].length];
    long[] longer = new long[larger.length];
    for (int i = 0; i < count; i++) {
      larger[i] = rows[(first + i) % rows.length];
      longer[i] = times[(first + i) % rows.length];
    }
    rows = larger;
    times = longer;
    first = 0;
  }

  void dropOldest() {
    first = (first + 1) % rows.length;
    count--;
  }

  int count() {
    return count;
  }

  /** The time of the oldest. */
  long oldest() {
    return times[first];
  }

  /** The score of a label in the result number {@code i}, the oldest's number being 0. */
  float get(int i, int label) {
    return rows[(first + i) % rows.length][label];
  }

  /** The mean score of a label over all that is held. */
  double mean(int label) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += get(i, label);
    }
    return sum / count;
  }

  void clear() {
    first = 0;
    count = 0;
  }
}
