package io.kwsbench.measure.concurrent;

import io.kwsbench.engine.EngineSession;
import io.kwsbench.measure.RunTimes;
import io.kwsbench.measure.TimeRecorder;
import io.kwsbench.workload.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * Runs several sessions of one model at once, each on a thread of its own, beside one session
 * alone.
 *
 * <p>Slices of both alternate, so that drift of the machine meets both alike.
 */
public final class ConcurrentTrial {
  private final List<EngineSession> sessions;
  private final Workload workload;

  /**
   * The limits of a measurement.
   *
   * @param warmUp runs of each session that are not timed
   * @param slices of one session alone, and as many of all sessions
   * @param sliceSeconds of a slice at most
   * @param sliceRuns of a session in a slice at most
   */
  public record Effort(int warmUp, int slices, double sliceSeconds, int sliceRuns) {}

  /**
   * @param sessions of one model, at least one, each used by no one else
   */
  public ConcurrentTrial(List<EngineSession> sessions, Workload workload) {
    this.sessions = List.copyOf(sessions);
    this.workload = workload;
  }

  /**
   * Measures.
   *
   * @param interrupted stops early when true; slices cut short are left out
   */
  public ConcurrentTimes run(Effort effort, BooleanSupplier interrupted) {
    List<ConcurrentTimes.Slice> alone = new ArrayList<>();
    List<ConcurrentTimes.Slice> together = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(sessions.size());
    try {
      warmUp(effort, threads, interrupted);
      for (int i = 0; i < effort.slices() && !interrupted.getAsBoolean(); i++) {
        ConcurrentTimes.Slice one = slice(sessions.subList(0, 1), effort, threads, interrupted);
        ConcurrentTimes.Slice all = slice(sessions, effort, threads, interrupted);
        if (!interrupted.getAsBoolean()) {
          alone.add(one);
          together.add(all);
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return new ConcurrentTimes(alone, together);
  }

  private void warmUp(Effort effort, ExecutorService threads, BooleanSupplier interrupted) {
    List<Callable<Void>> tasks = new ArrayList<>();
    for (EngineSession session : sessions) {
      tasks.add(
          () -> {
            workload.feed(session, 0);
            for (int i = 0; i < effort.warmUp() && !interrupted.getAsBoolean(); i++) {
              session.run();
            }
            return null;
          });
    }
    results(threads, tasks);
  }

  /**
   * A session's part of a slice.
   *
   * @param times of its runs
   * @param first when its first run began
   * @param last when its last run began
   * @param end when that ended
   */
  private record Part(RunTimes times, long first, long last, long end) {
    /**
     * The runs that were done at a time. Of the last one, which may end later, the share that had
     * passed counts.
     */
    double runsUntil(long time) {
      double share = (double) (time - last) / (end - last);
      return times.count() - 1 + Math.max(0, Math.min(1, share));
    }
  }

  private ConcurrentTimes.Slice slice(
      List<EngineSession> some,
      Effort effort,
      ExecutorService threads,
      BooleanSupplier interrupted) {
    CyclicBarrier together = new CyclicBarrier(some.size());
    // all stop when one has done its runs: what ran on would run beside fewer sessions
    AtomicLong done = new AtomicLong();
    List<Callable<Part>> tasks = new ArrayList<>();
    for (EngineSession session : some) {
      tasks.add(
          () -> {
            together.await();
            return part(session, effort, done, interrupted);
          });
    }
    List<Part> parts = results(threads, tasks);
    long start = parts.stream().mapToLong(Part::first).min().orElseThrow();
    // not the sum of the sessions' own rates: those that wait for a core run later, by themselves
    double runs = parts.stream().mapToDouble(part -> part.runsUntil(done.get())).sum();
    return new ConcurrentTimes.Slice(
        runs * 1e9 / (done.get() - start),
        RunTimes.ofNanos(
            parts.stream().flatMapToLong(part -> LongStream.of(part.times().nanos())).toArray()));
  }

  /** At least one run, so that each session counts. */
  private Part part(
      EngineSession session, Effort effort, AtomicLong done, BooleanSupplier interrupted) {
    TimeRecorder times = new TimeRecorder(effort.sliceRuns());
    long first = System.nanoTime();
    long end = first + (long) (effort.sliceSeconds() * 1e9);
    long began;
    long now;
    int run = 0;
    do {
      workload.feed(session, run++);
      began = System.nanoTime();
      session.run();
      now = System.nanoTime();
      times.add(now - began);
      if (now >= end || run >= effort.sliceRuns() || interrupted.getAsBoolean()) {
        done.compareAndSet(0, now);
      }
    } while (done.get() == 0);
    return new Part(times.times(), first, began, now);
  }

  private static <T> List<T> results(ExecutorService threads, List<Callable<T>> tasks) {
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sessions run", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a session failed: " + e.getCause(), e.getCause());
    }
  }
}
