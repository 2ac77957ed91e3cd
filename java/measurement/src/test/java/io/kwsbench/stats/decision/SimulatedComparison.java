package io.kwsbench.stats.decision;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * One comparison on a {@link NoisyMachine}: candidate, reference and the reference's twin in
 * rounds.
 */
final class SimulatedComparison {
  private static final int RUNS_A_SLOT = 8;
  private static final int ROUNDS_A_LOADING = 8;
  private static final double BASE_NANOS = 1.2e6;

  private final NoisyMachine machine;
  private final int roundsPerLoading;
  private final double[] nanos;
  private final double[] layouts = new double[3];
  private final Random order;
  private final List<double[]> rounds = new ArrayList<>();

  SimulatedComparison(NoisyMachine machine, double slowdown, long seed) {
    this(machine, slowdown, seed, ROUNDS_A_LOADING);
  }

  SimulatedComparison(NoisyMachine machine, double slowdown, long seed, int roundsPerLoading) {
    this.machine = machine;
    this.roundsPerLoading = roundsPerLoading;
    this.nanos = new double[] {BASE_NANOS * slowdown, BASE_NANOS, BASE_NANOS};
    this.order = new Random(seed);
  }

  Decision decide(double threshold, double budgetSeconds, long seed) {
    SequentialTest test = new SequentialTest(List.of(RegressionRule.of(threshold)));
    while (!test.isDecided() && machine.seconds() < budgetSeconds) {
      measureRound();
      if (test.wantsLook(rounds.size())) {
        look(test, seed);
      }
    }
    if (!test.isDecided()) {
      look(test, seed);
    }
    return test.decision(0).orElseThrow();
  }

  private void look(SequentialTest test, long seed) {
    double tail = test.finestTail();
    test.look(
        rounds.size(),
        i ->
            new Evidence(
                RatioEstimate.paired(candidate(), roundsPerLoading, tail, seed),
                RatioEstimate.paired(self(), roundsPerLoading, 0.025, seed + 1)));
  }

  private void measureRound() {
    if (rounds.size() % roundsPerLoading == 0) {
      Arrays.setAll(layouts, i -> machine.layout());
    }
    List<Integer> arms = new ArrayList<>(List.of(0, 1, 2));
    Collections.shuffle(arms, order);
    double[] logMedians = new double[3];
    for (int arm : arms) {
      double[] runs = new double[RUNS_A_SLOT];
      Arrays.setAll(runs, i -> machine.run(nanos[arm] * layouts[arm]));
      Arrays.sort(runs);
      logMedians[arm] = Math.log((runs[RUNS_A_SLOT / 2 - 1] + runs[RUNS_A_SLOT / 2]) / 2);
    }
    rounds.add(logMedians);
  }

  private double[] candidate() {
    return rounds.stream().mapToDouble(r -> r[0] - (r[1] + r[2]) / 2).toArray();
  }

  private double[] self() {
    return rounds.stream().mapToDouble(r -> r[2] - r[1]).toArray();
  }
}
