package io.kwsbench.detect;

import java.util.Arrays;

/** {@link TensorFlowRule} at work. */
final class TensorFlowState implements RuleState {
  private final long window;
  private final long suppression;
  private final int minimumCount;
  private final double[] thresholds;
  private final int silence;
  private final RecentScores recent;
  private final double[] means;
  private int last;
  private long lastTime;
  private boolean detected;

  TensorFlowState(TensorFlowRule rule, KeywordLabels labels, int ticksPerSecond) {
    window = RuleState.ticks(rule.windowMillis(), ticksPerSecond);
    suppression = RuleState.ticks(rule.suppressionMillis(), ticksPerSecond);
    minimumCount = rule.minimumCount();
    thresholds = labels.resolve(rule.thresholds());
    silence = labels.silence();
    recent = new RecentScores(labels.count());
    means = new double[labels.count()];
    last = silence;
  }

  @Override
  public int decide(long time, float[] scores) {
    if (recent.count() > 0 && time < recent.oldest()) {
      throw new IllegalArgumentException(
          "time " + time + " is before the oldest result that is averaged");
    }
    recent.add(time, scores);
    while (recent.oldest() < time - window) {
      recent.dropOldest();
    }
    int top = 0;
    for (int label = 0; label < means.length; label++) {
      means[label] = recent.mean(label);
      top = means[label] > means[top] ? label : top;
    }
    boolean enough = recent.count() >= minimumCount && 4 * (time - recent.oldest()) >= window;
    if (!enough || !isNew(top, time)) {
      return -1;
    }
    last = top;
    lastTime = time;
    detected = true;
    return top;
  }

  private boolean isNew(int top, long time) {
    boolean suppressed = detected && last != silence && time - lastTime <= suppression;
    return means[top] > thresholds[top] && top != last && !suppressed;
  }

  @Override
  public double score(int label) {
    return means[label];
  }

  @Override
  public void reset() {
    recent.clear();
    Arrays.fill(means, 0);
    last = silence;
    detected = false;
  }
}
