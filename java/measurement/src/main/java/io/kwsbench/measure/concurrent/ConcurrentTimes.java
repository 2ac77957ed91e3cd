package io.kwsbench.measure.concurrent;

import io.kwsbench.measure.RunTimes;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a {@link ConcurrentTrial} measured. Slice {@code i} of one list was measured next to slice
 * {@code i} of the other.
 *
 * @param alone one session by itself
 * @param together all sessions at once
 */
public record ConcurrentTimes(List<Slice> alone, List<Slice> together) {
  public ConcurrentTimes {
    alone = List.copyOf(alone);
    together = List.copyOf(together);
  }

  /**
   * A short time of running without a pause.
   *
   * @param runsPerSecond of all its sessions
   * @param times of the runs of all its sessions
   */
  public record Slice(double runsPerSecond, RunTimes times) {}

  /** The times of all runs of some slices. */
  public static RunTimes times(List<Slice> slices) {
    return RunTimes.ofNanos(
        slices.stream().flatMapToLong(slice -> LongStream.of(slice.times().nanos())).toArray());
  }

  /** Runs per second, slice by slice. */
  public static double[] rates(List<Slice> slices) {
    return slices.stream().mapToDouble(Slice::runsPerSecond).toArray();
  }
}
