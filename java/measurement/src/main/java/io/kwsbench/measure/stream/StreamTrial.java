package io.kwsbench.measure.stream;

import io.kwsbench.measure.TimeRecorder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Times a stream hop by hop, beside what it is compared with.
 *
 * @param hop gives the stream a hop's samples, after which it scores a window
 * @param window scores a whole window outside of any stream
 * @param idle gives a hop's samples to a stream whose model costs nothing
 */
public record StreamTrial(Runnable hop, Runnable window, Runnable idle) {
  /**
   * The limits of a measurement.
   *
   * @param warmUp rounds that are not timed
   * @param rounds of back-to-back runs, and paced runs, at most
   * @param seconds for back-to-back runs, and for paced runs, at most
   * @param hopNanos real time from hop to hop
   */
  public record Effort(int warmUp, int rounds, double seconds, long hopNanos) {}

  /**
   * Times each in turn, round by round, and then hops alone, one whenever a microphone would have
   * given its samples.
   *
   * @param interrupted stops early when true
   */
  public StreamTimes run(Effort effort, BooleanSupplier interrupted) {
    for (int i = 0; i < effort.warmUp() && !interrupted.getAsBoolean(); i++) {
      hop.run();
      window.run();
      idle.run();
    }
    TimeRecorder hops = new TimeRecorder(effort.rounds());
    TimeRecorder windows = new TimeRecorder(effort.rounds());
    TimeRecorder idles = new TimeRecorder(effort.rounds());
    long end = System.nanoTime() + (long) (effort.seconds() * 1e9);
    for (int i = 0; i < effort.rounds() && !interrupted.getAsBoolean(); i++) {
      hops.add(nanos(hop));
      windows.add(nanos(window));
      idles.add(nanos(idle));
      if (System.nanoTime() > end) {
        break;
      }
    }
    return new StreamTimes(
        hops.times(), windows.times(), idles.times(), paced(effort, interrupted).times());
  }

  private TimeRecorder paced(Effort effort, BooleanSupplier interrupted) {
    double most = Math.min(effort.rounds(), effort.seconds() * 1e9 / effort.hopNanos());
    int count = (int) Math.max(1, most);
    TimeRecorder paced = new TimeRecorder(count);
    long next = System.nanoTime();
    for (int i = 0; i < count && !interrupted.getAsBoolean(); i++) {
      next += effort.hopNanos();
      for (long left = next - System.nanoTime(); left > 0; left = next - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      paced.add(nanos(hop));
    }
    return paced;
  }

  private static long nanos(Runnable step) {
    long start = System.nanoTime();
    step.run();
    return System.nanoTime() - start;
  }
}
