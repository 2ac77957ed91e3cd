package io.kwsbench.detect;

import java.util.Arrays;

/** {@link AverageRule} at work. */
final class AverageState implements RuleState {
  private final int results;
  private final double[] thresholds;
  private final boolean[] keyword;
  private final RecentScores recent;
  private final Pause pause;
  private final float[] means;

  AverageState(AverageRule rule, KeywordLabels labels, int ticksPerSecond) {
    results = rule.results();
    thresholds = labels.resolve(rule.thresholds());
    keyword = labels.keywords();
    recent = new RecentScores(labels.count());
    pause = new Pause(rule.refractory(), labels.count(), ticksPerSecond);
    means = new float[labels.count()];
  }

  @Override
  public int decide(long time, float[] scores) {
    if (recent.count() == results) {
      recent.dropOldest();
    }
    recent.add(time, scores);
    int top = 0;
    for (int label = 0; label < means.length; label++) {
      means[label] = mean(label);
      top = means[label] > means[top] ? label : top;
    }
    if (!keyword[top] || means[top] < thresholds[top] || !pause.isOver(top, time)) {
      return -1;
    }
    pause.begin(top, time);
    return top;
  }

  /** In single precision, as published figures were made. */
  private float mean(int label) {
    float sum = 0;
    for (int i = 0; i < recent.count(); i++) {
      sum += recent.get(i, label);
    }
    return sum / recent.count();
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
