package io.kwsbench.label;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The throughput of the engine alone in clips per second, an upper bound for bulk work on this
 * machine.
 */
public final class EngineThroughputProbe {
  private static final int WARM_UP = 20;

  private EngineThroughputProbe() {}

  /**
   * The measured throughput.
   *
   * @param runsPerSecond of all sessions together
   * @param processorMicros processor time of a run, which other work on the machine does not change
   *     as much as the rate
   */
  public record Rate(double runsPerSecond, double processorMicros) {}

  /**
   * Runs {@code workers} sessions at the same time over silence that was fed once.
   *
   * @param seconds how long
   * @throws io.kwsbench.KwsException when the model fails
   */
  public static Rate measure(ClipModel model, int workers, double seconds) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      List<Callable<Double>> tasks = new ArrayList<>();
      for (int i = 0; i < workers; i++) {
        tasks.add(() -> rate(model, seconds));
      }
      double cpu = processorSeconds();
      double sum = 0;
      for (Future<Double> rate : pool.invokeAll(tasks)) {
        sum += rate.get();
      }
      cpu = processorSeconds() - cpu;
      return new Rate(sum, cpu / (sum * seconds) * 1e6);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Rate(Double.NaN, Double.NaN);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Processor time of this process so far, of all its threads; NaN where the system hides it. */
  public static double processorSeconds() {
    return ProcessHandle.current()
        .info()
        .totalCpuDuration()
        .map(time -> time.toNanos() / 1e9)
        .orElse(Double.NaN);
  }

  private static double rate(ClipModel model, double seconds) {
    try (var session = model.silentSession()) {
      for (int i = 0; i < WARM_UP; i++) {
        session.run();
      }
      long runs = 0;
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      while (System.nanoTime() < end) {
        session.run();
        runs++;
      }
      return runs / ((System.nanoTime() - start) / 1e9);
    }
  }
}
