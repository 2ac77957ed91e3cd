package io.kwsbench.gate;

import io.kwsbench.stats.decision.Decision;

/** The finding of a run about a ratio of times. */
public sealed interface TimedFinding {
  /** The reference of the candidate: another case, or the baseline's name. */
  String against();

  /**
   * The statistics.
   *
   * @param decision about ratios relative to the one that the gate expects
   * @param note one line for people
   */
  record Decided(String against, Decision decision, String note) implements TimedFinding {}

  /**
   * Nothing to decide on.
   *
   * @param status what that makes of the gate
   * @param why one line for people
   */
  record Missing(String against, GateStatus status, String why) implements TimedFinding {}
}
