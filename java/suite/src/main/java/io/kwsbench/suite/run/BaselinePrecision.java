package io.kwsbench.suite.run;

import io.kwsbench.gate.Gate;
import io.kwsbench.stats.decision.RegressionRule;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.comparison.TimePrecision;
import io.kwsbench.suite.internal.rounds.Contestant;
import io.kwsbench.suite.internal.rounds.Rounds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Checks of whether a suite's times are precise enough for its latency gates. Immutable. */
public final class BaselinePrecision {
  private final Suite suite;
  private final double tail;

  public BaselinePrecision(Suite suite) {
    this.suite = suite;
    long gates =
        suite.cases().stream()
            .flatMap(one -> one.gates().stream())
            .filter(Gate.Latency.class::isInstance)
            .count();
    this.tail = RegressionRule.of(0).withAlpha(suite.alpha()).alphaPerLook() / Math.max(1, gates);
  }

  /** One line for every case of a baseline whose times are too thin for the case's gates. */
  public List<String> thinCases(Baseline baseline) {
    List<String> lines = new ArrayList<>();
    for (SuiteCase one : suite.cases()) {
      OptionalDouble tolerance = tolerance(one);
      baseline
          .entry(one.name())
          .filter(entry -> tolerance.isPresent() && !entry.roundMedianNanos().isEmpty())
          .map(entry -> of(entry, tolerance.getAsDouble()))
          .filter(TimePrecision::isThin)
          .ifPresent(precision -> lines.add("case " + one.name() + " has " + precision));
    }
    return lines;
  }

  /** Returns whether every case could be a baseline's: more rounds would not make it better. */
  boolean isEnough(Rounds rounds) {
    return suite.cases().stream()
        .noneMatch(
            one -> of(rounds, one, tolerance(one).orElse(Double.POSITIVE_INFINITY)).isThin());
  }

  TimePrecision of(Baseline.Entry entry, double tolerance) {
    double[] logs = entry.roundMedianNanos().stream().mapToDouble(Math::log).toArray();
    return TimePrecision.of(logs, entry.roundsPerLoading(), tolerance, tail);
  }

  TimePrecision of(Rounds rounds, SuiteCase one, double tolerance) {
    double[] logs = rounds.logMedians(new Contestant(one.name(), false));
    return TimePrecision.of(logs, rounds.roundsPerLoading(), tolerance, tail);
  }

  /** The smallest slowdown that a gate of the case tells from none; empty without such a gate. */
  private static OptionalDouble tolerance(SuiteCase one) {
    return one.gates().stream()
        .filter(Gate.Latency.class::isInstance)
        .mapToDouble(gate -> ((Gate.Latency) gate).tolerance())
        .min();
  }
}
