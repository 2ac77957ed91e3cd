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
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** A session's own part of a slice: what it ran, from its first start to its last end. */
  private record Part(RunTimes times, long nanos) {
    double runsPerSecond() {
      return times.count() * 1e9 / nanos;
    }
  }

  private ConcurrentTimes.Slice slice(
      List<EngineSession> some,
      Effort effort,
      ExecutorService threads,
      BooleanSupplier interrupted) {
    CyclicBarrier start = new CyclicBarrier(some.size());
    // all stop when one has done its runs: what ran on would run beside fewer sessions
    AtomicBoolean done = new AtomicBoolean();
    List<Callable<Part>> tasks = new ArrayList<>();
    for (EngineSession session : some) {
      tasks.add(
          () -> {
            start.await();
            try {
              return part(session, effort, () -> done.get() || interrupted.getAsBoolean());
            } finally {
              done.set(true);
            }
          });
    }
    List<Part> parts = results(threads, tasks);
    return new ConcurrentTimes.Slice(
        parts.stream().mapToDouble(Part::runsPerSecond).sum(),
        RunTimes.ofNanos(
            parts.stream().flatMapToLong(part -> LongStream.of(part.times().nanos())).toArray()));
  }

  /** At least one run, so that each session counts. */
  private Part part(EngineSession session, Effort effort, BooleanSupplier stop) {
    TimeRecorder times = new TimeRecorder(effort.sliceRuns());
    long first = System.nanoTime();
    long end = first + (long) (effort.sliceSeconds() * 1e9);
    long now;
    int run = 0;
    do {
      workload.feed(session, run++);
      long began = System.nanoTime();
      session.run();
      now = System.nanoTime();
      times.add(now - began);
    } while (now < end && run < effort.sliceRuns() && !stop.getAsBoolean());
    return new Part(times.times(), now - first);
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
