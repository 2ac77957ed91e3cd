package io.kwsbench.suite.internal.comparison;

import io.kwsbench.gate.Gate;
import io.kwsbench.stats.decision.Evidence;
import io.kwsbench.stats.decision.RatioEstimate;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.internal.rounds.Contestant;
import io.kwsbench.suite.internal.rounds.Rounds;
import java.util.Arrays;
import java.util.Optional;

/**
 * One gate on times, and where its evidence comes from.
 *
 * @param caseName the candidate
 * @param gate what is asked
 * @param baseline the entry it is held against; empty for a ratio within the run
 */
public record TimedComparison(String caseName, Gate.Timed gate, Optional<Baseline.Entry> baseline) {
  /** Rounds of a baseline below which no interval can be had. */
  public static final int FEWEST_ROUNDS = 4;

  private static final double FLOOR_TAIL = 0.025;

  /** The case that has a twin for this comparison. */
  public String reference() {
    return gate.otherCase().orElse(caseName);
  }

  /** The evidence of the rounds; ratios are relative to the expected one. */
  public Evidence evidence(Rounds rounds, int block, double finestTail, long seed) {
    Contestant contestant = new Contestant(reference(), false);
    Contestant twin = new Contestant(reference(), true);
    RatioEstimate self =
        RatioEstimate.paired(rounds.logRatios(twin, contestant), block, FLOOR_TAIL, seed + 1);
    double[] both = mean(rounds.logMedians(contestant), rounds.logMedians(twin));
    return new Evidence(estimate(rounds, both, block, finestTail, seed), self);
  }

  private RatioEstimate estimate(
      Rounds rounds, double[] both, int block, double finestTail, long seed) {
    if (baseline.isPresent()) {
      double[] then = baseline.get().roundMedianNanos().stream().mapToDouble(Math::log).toArray();
      int blockThen = baseline.get().roundsPerLoading();
      return RatioEstimate.unpaired(both, then, block, blockThen, finestTail, seed);
    }
    double[] candidate = rounds.logMedians(new Contestant(caseName, false));
    double expected = Math.log(gate.expected());
    Arrays.setAll(candidate, i -> candidate[i] - both[i] - expected);
    return RatioEstimate.paired(candidate, block, finestTail, seed);
  }

  private static double[] mean(double[] a, double[] b) {
    double[] mean = a.clone();
    Arrays.setAll(mean, i -> (a[i] + b[i]) / 2);
    return mean;
  }
}
