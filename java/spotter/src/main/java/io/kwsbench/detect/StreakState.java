package io.kwsbench.detect;

import java.util.Arrays;

/** {@link StreakRule} at work. */
final class StreakState implements RuleState {
  private final int results;
  private final double[] thresholds;
  private final boolean[] keyword;
  private final Pause pause;
  private final float[] latest;
  private final int[] streaks;

  StreakState(StreakRule rule, KeywordLabels labels, int ticksPerSecond) {
    results = rule.results();
    thresholds = labels.resolve(rule.thresholds());
    keyword = labels.keywords();
    pause = new Pause(rule.refractory(), labels.count(), ticksPerSecond);
    latest = new float[labels.count()];
    streaks = new int[labels.count()];
  }

  @Override
  public int decide(long time, float[] scores) {
    System.arraycopy(scores, 0, latest, 0, latest.length);
    int found = -1;
    for (int label = 0; label < latest.length; label++) {
      boolean reached = keyword[label] && latest[label] >= thresholds[label];
      streaks[label] = reached ? Math.min(results, streaks[label] + 1) : 0;
      if (streaks[label] == results
          && pause.isOver(label, time)
          && (found < 0 || latest[label] > latest[found])) {
        found = label;
      }
    }
    if (found >= 0) {
      streaks[found] = 0;
      pause.begin(found, time);
    }
    return found;
  }

  @Override
  public double score(int label) {
    return latest[label];
  }

  @Override
  public void reset() {
    pause.clear();
    Arrays.fill(latest, 0);
    Arrays.fill(streaks, 0);
  }
}
