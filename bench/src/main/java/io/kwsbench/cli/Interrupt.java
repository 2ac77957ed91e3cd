package io.kwsbench.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Turns Ctrl-C (and SIGTERM) into a request to stop, so that what was measured so far is printed.
 *
 * <p>The JVM runs its shutdown hooks on the signal and exits with 128 + the signal's number once
 * they end; this hook holds it until the main thread has printed, for a bounded time.
 */
final class Interrupt implements BooleanSupplier {
  private static final long PATIENCE_SECONDS = 10;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  static Interrupt install() {
    Interrupt interrupt = new Interrupt();
    Runtime.getRuntime().addShutdownHook(new Thread(interrupt::holdShutdown, "interrupt"));
    return interrupt;
  }

  private void holdShutdown() {
    requested = true;
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether a signal requested the end. */
  @Override
  public boolean getAsBoolean() {
    return requested;
  }

  /** Ends the process with {@code code}, or lets a shutdown that has begun finish. */
  void exit(int code) {
    finished.countDown();
    if (!requested) {
      System.exit(code);
    }
  }
}
