package io.kwsbench.service.page;

import io.kwsbench.detect.Detection;
import io.kwsbench.detect.Detector;
import java.util.ArrayList;
import java.util.List;

/** The scores of the last windows: {@value #MOST} of them, ten minutes at a hop of 80 ms. */
final class ScoreHistory {
  static final int MOST = 7_500;

  private final int labels;
  private final long[] times = new long[MOST];
  private final float[][] scores = new float[MOST][];
  private int next;
  private int count;

  ScoreHistory(int labels) {
    this.labels = labels;
  }

  void add(long time, float[] given) {
    if (scores[next] == null) {
      scores[next] = new float[labels];
    }
    System.arraycopy(given, 0, scores[next], 0, labels);
    times[next] = time;
    next = (next + 1) % MOST;
    count = Math.min(MOST, count + 1);
  }

  void clear() {
    next = 0;
    count = 0;
  }

  /**
   * The detections of a detector on the scores.
   *
   * @param detector a new one; afterwards it is ready for the scores that follow
   */
  List<Detection> replay(Detector detector) {
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int at = Math.floorMod(next - count + i, MOST);
      detector.accept(times[at], scores[at]).ifPresent(found::add);
    }
    return found;
  }
}
