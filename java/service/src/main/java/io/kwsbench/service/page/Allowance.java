package io.kwsbench.service.page;

import java.util.function.LongSupplier;

/** The limits of a client: an amount at once, and an average amount per second. */
final class Allowance {
  private static final double NANOS = 1e9;

  private final double most;
  private final double perSecond;
  private final LongSupplier clock;
  private double left;
  private long last;

  /**
   * @param most at once
   * @param clock in nanoseconds
   */
  Allowance(double most, double perSecond, LongSupplier clock) {
    this.most = most;
    this.perSecond = perSecond;
    this.clock = clock;
    this.left = most;
    this.last = clock.getAsLong();
  }

  /** Takes an amount; false, and nothing is taken, where it is too much. */
  boolean take(double amount) {
    long now = clock.getAsLong();
    left = Math.min(most, left + (now - last) / NANOS * perSecond);
    last = now;
    if (amount > left) {
      return false;
    }
    left -= amount;
    return true;
  }
}
