package io.kwsbench.gate;

import io.kwsbench.stats.decision.Decision;

/**
 * The finding of a run about a ratio of times.
 *
 * @param against the reference of the candidate: another case, or the baseline's name
 * @param finding the statistics, or the reason for none
 */
public record TimedFinding(String against, Finding<Decided> finding) {
  /**
   * The statistics.
   *
   * @param decision about ratios relative to the one that the gate expects
   * @param note one line for people
   */
  public record Decided(Decision decision, String note) {}

  /** Statistics about the candidate and the reference. */
  public static TimedFinding decided(String against, Decision decision, String note) {
    return new TimedFinding(against, new Finding.Found<>(new Decided(decision, note)));
  }

  /** Nothing to decide on. */
  public static TimedFinding missing(String against, GateStatus status, String why) {
    return new TimedFinding(against, new Finding.Missing<>(status, why));
  }
}
