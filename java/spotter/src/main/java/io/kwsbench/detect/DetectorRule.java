package io.kwsbench.detect;

/**
 * A rule that turns scores into detections. A rule is a value; a {@link Detector} holds what it
 * remembers.
 */
public sealed interface DetectorRule permits AverageRule, MicroRule, StreakRule, TensorFlowRule {
  /** The name in flags and model files, such as {@code tensorflow}. */
  String name();

  /** The thresholds of the labels. */
  Thresholds thresholds();

  /** The same rule with other thresholds. */
  DetectorRule withThresholds(Thresholds thresholds);
}
