package io.kwsbench.measure;

import java.util.Arrays;

/**
 * Takes run times without allocating, until the room for as many as were expected is used up.
 *
 * <p>Not thread-safe.
 */
public final class TimeRecorder {
  private static final int MAX_AT_FIRST = 1 << 20;
  private long[] nanos;
  private int count;

  /** Room for {@code expected} runs; more are taken, at the cost of an allocation. */
  public TimeRecorder(int expected) {
    nanos = new long[Math.max(16, Math.min(expected, MAX_AT_FIRST))];
  }

  /** Adds one run. */
  public void add(long runNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = runNanos;
  }

  public int count() {
    return count;
  }

  /** Forgets all runs and keeps the room. */
  public void clear() {
    count = 0;
  }

  public RunTimes times() {
    return RunTimes.ofNanos(Arrays.copyOf(nanos, count));
  }
}
