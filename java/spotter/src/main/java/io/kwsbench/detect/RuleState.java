package io.kwsbench.detect;

/** A rule at work: what it remembers. */
interface RuleState {
  /** The label that this result decides for; -1 for none. */
  int decide(long time, float[] scores);

  /** The score that the rule compares with the label's threshold, after the last result. */
  double score(int label);

  void reset();

  static RuleState of(DetectorRule rule, KeywordLabels labels, int ticksPerSecond) {
    if (rule instanceof TensorFlowRule tensorFlow) {
      return new TensorFlowState(tensorFlow, labels, ticksPerSecond);
    }
    if (rule instanceof AverageRule average) {
      return new AverageState(average, labels, ticksPerSecond);
    }
    if (rule instanceof StreakRule streak) {
      return new StreakState(streak, labels, ticksPerSecond);
    }
    return new MicroState((MicroRule) rule, labels, ticksPerSecond);
  }

  /** A duration in the unit of a detector's times. */
  static long ticks(int millis, int ticksPerSecond) {
    return (long) millis * ticksPerSecond / 1000;
  }
}
