package io.kwsbench.detect;

import java.util.Arrays;

/** {@link MicroRule} at work. */
final class MicroState implements RuleState {
  private final int results;
  private final double[] thresholds;
  private final boolean[] keyword;
  private final RecentScores recent;
  private final Pause pause;
  private final double[] means;

  MicroState(MicroRule rule, KeywordLabels labels, int ticksPerSecond) {
    results = rule.results();
    thresholds = labels.resolve(rule.thresholds());
    keyword = labels.keywords();
    recent = new RecentScores(labels.count());
    pause = new Pause(rule.refractory(), labels.count(), ticksPerSecond);
    means = new double[labels.count()];
  }

  @Override
  public int decide(long time, float[] scores) {
    if (recent.count() == results) {
      recent.dropOldest();
    }
    recent.add(time, scores);
    int found = -1;
    for (int label = 0; label < means.length; label++) {
      means[label] = recent.mean(label);
      if (keyword[label]
          && means[label] > thresholds[label]
          && pause.isOver(label, time)
          && (found < 0 || means[label] > means[found])) {
        found = label;
      }
    }
    if (found < 0 || recent.count() < results) {
      return -1;
    }
    pause.begin(found, time);
    return found;
  }

  @Override
  public double score(int label) {
    return means[label];
  }

  @Override
  public void reset() {
    recent.clear();
    pause.clear();
    Arrays.fill(means, 0);
  }
}
