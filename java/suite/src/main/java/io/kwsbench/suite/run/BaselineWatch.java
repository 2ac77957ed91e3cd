package io.kwsbench.suite.run;

import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.internal.rounds.Rounds;

/** Tells when a run that is to be a baseline has measured enough. Not thread-safe. */
final class BaselineWatch {
  private static final int FIRST_LOOK = 16;
  private static final double GROWTH = 1.25;
  private final BaselinePrecision precision;
  private int nextLook = FIRST_LOOK;
  private boolean enough;

  /**
   * @param wanted false for a run that is no baseline: any number of rounds is enough
   */
  BaselineWatch(Suite suite, boolean wanted) {
    this.precision = new BaselinePrecision(suite);
    this.enough = !wanted;
  }

  /** Looks now and then only: an interval costs more than a round. */
  boolean isEnough(Rounds rounds) {
    if (!enough && rounds.count() >= nextLook) {
      nextLook = (int) Math.ceil(rounds.count() * GROWTH);
      enough = precision.isEnough(rounds);
    }
    return enough;
  }
}
