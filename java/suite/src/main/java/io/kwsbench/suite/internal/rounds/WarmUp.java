package io.kwsbench.suite.internal.rounds;

import io.kwsbench.stats.decision.SteadyState;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * The warm-up of a case.
 *
 * @param runs runs made
 * @param untilSteady runs before the steady state began
 * @param steady whether there was one
 * @param fastestNanos of the runs in the steady state, or of the last quarter
 */
public record WarmUp(int runs, int untilSteady, boolean steady, double fastestNanos) {
  private static final int FIRST_CHECK = 20;

  /** Runs until the times are steady, at most {@code seconds} long and until {@code stop}. */
  public static WarmUp of(LoadedContestant stand, double seconds, BooleanSupplier stop) {
    double[] nanos = new double[FIRST_CHECK];
    long deadline = stand.clock().getAsLong() + (long) (seconds * 1e9);
    int count = 0;
    while (true) {
      nanos[count++] = stand.once();
      boolean late = stand.clock().getAsLong() >= deadline || stop.getAsBoolean();
      if (count == nanos.length || late) {
        double[] so = Arrays.copyOf(nanos, count);
        SteadyState state = SteadyState.of(so);
        if (state.reached() || late) {
          int from = state.reached() ? state.runs() : count - Math.max(1, count / 4);
          double[] rest = Arrays.copyOfRange(so, from, count);
          double fastest = Arrays.stream(rest).min().orElseThrow();
          return new WarmUp(count, state.runs(), state.reached(), fastest);
        }
        nanos = Arrays.copyOf(nanos, count * 2);
      }
    }
  }
}
