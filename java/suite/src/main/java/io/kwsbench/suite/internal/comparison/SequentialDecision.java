package io.kwsbench.suite.internal.comparison;

import io.kwsbench.stats.decision.Decision;
import io.kwsbench.stats.decision.RegressionRule;
import io.kwsbench.stats.decision.SequentialTest;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.internal.rounds.Rounds;
import java.util.List;
import java.util.Optional;

/** Looks at the rounds when it is time and remembers what is decided. Not thread-safe. */
public final class SequentialDecision {
  private static final int FEWEST_ROUNDS = 4;
  private final List<TimedComparison> comparisons;
  private final SequentialTest test;
  private final long seed;
  private int lastLook;

  public SequentialDecision(Suite suite, List<TimedComparison> comparisons) {
    this.comparisons = comparisons;
    this.seed = suite.seed();
    this.test =
        new SequentialTest(
            comparisons.stream()
                .map(c -> RegressionRule.of(c.gate().tolerance()).withAlpha(suite.alpha()))
                .toList());
  }

  /** Looks if enough rounds have come. */
  public void consider(Rounds rounds) {
    if (test.wantsLook(rounds.count())) {
      look(rounds);
    }
  }

  /** The last look, when the budget is spent. */
  public void conclude(Rounds rounds) {
    if (!isDecided() && rounds.count() > lastLook && rounds.count() >= FEWEST_ROUNDS) {
      look(rounds);
    }
  }

  private void look(Rounds rounds) {
    lastLook = rounds.count();
    int block = rounds.roundsPerLoading();
    test.look(
        rounds.count(),
        i ->
            comparisons
                .get(i)
                .evidence(rounds, block, test.finestTail(), seed + 31L * i + rounds.count()));
  }

  public boolean isDecided() {
    return comparisons.isEmpty() || test.isDecided();
  }

  public int open() {
    int open = 0;
    for (int i = 0; i < comparisons.size(); i++) {
      open += decision(i).map(d -> d.verdict().isFinal() ? 0 : 1).orElse(1);
    }
    return open;
  }

  public Optional<Decision> decision(int i) {
    return test.decision(i);
  }
}
