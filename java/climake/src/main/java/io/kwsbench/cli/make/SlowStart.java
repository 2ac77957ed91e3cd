package io.kwsbench.cli.make;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Tells what a run is doing if its first step takes longer than five seconds to come. */
final class SlowStart implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 5000;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "slow-start");
            thread.setDaemon(true);
            return thread;
          });
  private final Consumer<String> warn;
  private boolean late;
  private boolean closed;
  private String doing = "starting";

  /**
   * @param warn receives the lines, from a thread of its own
   */
  SlowStart(Consumer<String> warn) {
    this(warn, PATIENCE_MILLIS);
  }

  SlowStart(Consumer<String> warn, long patienceMillis) {
    this.warn = warn;
    timer.schedule(this::becomeLate, patienceMillis, TimeUnit.MILLISECONDS);
  }

  /** Another part of the preparation begins. */
  synchronized void preparing(String what) {
    doing = what;
    if (late) {
      warn.accept(doing);
    }
  }

  private synchronized void becomeLate() {
    if (!closed) {
      late = true;
      warn.accept("the first step has not begun yet: " + doing);
    }
  }

  /** Ends the timer after the first step or the run: nothing more is printed. */
  @Override
  public synchronized void close() {
    closed = true;
    late = false;
    timer.shutdownNow();
  }
}
