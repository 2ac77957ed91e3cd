package io.kwsbench.detect;

import java.util.Arrays;

/** The labels that an earlier detection suppresses. */
final class Pause {
  private final long ticks;
  private final boolean all;
  private final long[] until;

  Pause(Refractory refractory, int labels, int ticksPerSecond) {
    ticks = RuleState.ticks(refractory.millis(), ticksPerSecond);
    all = refractory.scope() == Refractory.Scope.ALL;
    until = new long[labels];
    clear();
  }

  boolean isOver(int label, long time) {
    return time >= until[label];
  }

  void begin(int label, long time) {
    if (all) {
      Arrays.fill(until, time + ticks);
    } else {
      until[label] = time + ticks;
    }
  }

  void clear() {
    Arrays.fill(until, Long.MIN_VALUE);
  }
}
