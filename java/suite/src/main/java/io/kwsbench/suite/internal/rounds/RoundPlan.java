package io.kwsbench.suite.internal.rounds;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The plan of a round: contestants, number of runs, and order.
 *
 * @param slotNanos time that each contestant gets in a round
 * @param minRuns runs that each contestant gets even if they take longer
 * @param maxRuns runs that are enough for a median
 * @param roundsPerLoading rounds before all models are loaded anew, so that luck with addresses
 *     becomes noise that averages out
 */
public record RoundPlan(long slotNanos, int minRuns, int maxRuns, int roundsPerLoading) {
  /** Slots of 10 ms and at least 3 runs; loaded anew every 8 rounds. */
  public static final RoundPlan DEFAULT = new RoundPlan(10_000_000, 3, 100, 8);

  /** Runs of a contestant whose run takes {@code nanos}. */
  public int runs(double nanos) {
    return (int) Math.max(minRuns, Math.min(maxRuns, Math.ceil(slotNanos / nanos)));
  }

  /** The order of the contestants in a round; the same for the same seed and round. */
  public static List<Contestant> order(List<Contestant> contestants, long seed, int round) {
    List<Contestant> order = new ArrayList<>(contestants);
    Collections.shuffle(order, new Random(seed * 1_000_003 + round));
    return order;
  }
}
