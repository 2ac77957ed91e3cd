package io.kwsbench.detect;

/** When scores are a detection. A rule is a value; a {@link Detector} holds what it remembers. */
public sealed interface DetectorRule permits AverageRule, MicroRule, StreakRule, TensorFlowRule {
  /** What flags and model files call it: {@code tensorflow}. */
  String name();

  /** What a label's score is compared with. */
  Thresholds thresholds();

  /** The same rule with other thresholds. */
  DetectorRule withThresholds(Thresholds thresholds);
}
