package io.kwsbench.measure;

import java.util.Arrays;

/** The durations of runs in order. Immutable. */
public final class RunTimes {
  /** No run at all. */
  public static final RunTimes NONE = new RunTimes(new long[0]);

  private final long[] nanos;

  private RunTimes(long[] nanos) {
    this.nanos = nanos;
  }

  /** The given times in nanoseconds. */
  public static RunTimes ofNanos(long... nanos) {
    return new RunTimes(nanos.clone());
  }

  public int count() {
    return nanos.length;
  }

  /** A copy, in nanoseconds. */
  public long[] nanos() {
    return nanos.clone();
  }

  /** A copy, in microseconds. */
  public double[] micros() {
    return Arrays.stream(nanos).mapToDouble(n -> n / 1e3).toArray();
  }

  /** The sum in nanoseconds. */
  public long totalNanos() {
    return Arrays.stream(nanos).sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RunTimes && Arrays.equals(nanos, ((RunTimes) other).nanos);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(nanos);
  }

  @Override
  public String toString() {
    return nanos.length + " runs";
  }
}
