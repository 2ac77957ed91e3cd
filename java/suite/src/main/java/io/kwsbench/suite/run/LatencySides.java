package io.kwsbench.suite.run;

import io.kwsbench.suite.internal.comparison.TimePrecision;

/**
 * The sides of an undecided comparison with a baseline, one of which has too few rounds.
 *
 * @param baseline what is known of the baseline's time
 * @param run what is known of this run's
 */
record LatencySides(TimePrecision baseline, TimePrecision run) {
  /** Advice after a semicolon; empty if both sides have enough rounds. */
  String advice() {
    if (baseline.isThin() && run.isThin()) {
      return "; both sides are thin: the baseline has "
          + baseline
          + ", this run "
          + run
          + ": measure both for longer";
    }
    if (baseline.isThin()) {
      return "; the baseline is thin: it has " + baseline + ": save it anew, with a larger budget";
    }
    return run.isThin() ? "; this run is thin: it has " + run + ": give it a larger budget" : "";
  }
}
