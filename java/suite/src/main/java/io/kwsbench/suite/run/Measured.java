package io.kwsbench.suite.run;

import io.kwsbench.gate.Gate;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.comparison.SequentialDecision;
import io.kwsbench.suite.internal.comparison.TimedComparison;
import io.kwsbench.suite.internal.rounds.Rounds;
import io.kwsbench.suite.internal.rounds.WarmUp;
import io.kwsbench.suite.metric.MetricKey;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.suite.result.CaseProfile;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The measurements of a suite run before they are judged.
 *
 * @param rounds all rounds
 * @param figures figures without noise
 * @param comparisons gates on times
 * @param referee their decisions
 * @param warmUps by case; empty when the run was interrupted before
 * @param engines engine and version by case
 * @param profiles where the time goes by case; empty when the run was interrupted before
 * @param interrupted whether it was stopped
 * @param seconds time in rounds
 */
public record Measured(
    Rounds rounds,
    List<MetricValue> figures,
    List<TimedComparison> comparisons,
    SequentialDecision referee,
    Map<String, WarmUp> warmUps,
    Map<String, String> engines,
    Map<String, CaseProfile> profiles,
    boolean interrupted,
    double seconds) {

  /** The number of rounds, those of an earlier process included. */
  public int roundCount() {
    return rounds.count();
  }

  /** The decision on a gate on times; empty when there was nothing to compare with. */
  Optional<Decision> decision(String caseName, Gate gate) {
    for (int i = 0; i < comparisons.size(); i++) {
      TimedComparison comparison = comparisons.get(i);
      if (comparison.caseName().equals(caseName) && comparison.gate().equals(gate)) {
        return referee.decision(i);
      }
    }
    return Optional.empty();
  }

  Optional<MetricValue> figure(String caseName, MetricKey key) {
    return figures.stream().filter(f -> f.isOf(caseName, key)).findFirst();
  }

  /**
   * The reason why times and memory of a baseline's case do not compare with this run's; empty if
   * they do, or if the run ended before its engine was known.
   */
  Optional<String> difference(SuiteCase one, Baseline.Entry entry) {
    return Optional.ofNullable(engines.get(one.name()))
        .flatMap(engine -> entry.difference(engine, one.threads()));
  }
}
