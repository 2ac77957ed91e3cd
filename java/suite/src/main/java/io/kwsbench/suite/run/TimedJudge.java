package io.kwsbench.suite.run;

import io.kwsbench.report.GateStatus;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.stats.decision.Verdict;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Gate;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.result.GateResult;
import java.util.Optional;
import java.util.OptionalDouble;

/** Words the decisions on gates on times: against another case, or against the baseline. */
record TimedJudge(Suite suite, Optional<Baseline> baseline, Measured measured) {

  GateResult judge(SuiteCase one, Gate.Timed gate) {
    Optional<Decision> decided = measured.decision(one.name(), gate);
    if (decided.isEmpty()) {
      return withoutDecision(one, gate);
    }
    Decision decision = decided.get();
    GateStatus status =
        switch (decision.verdict()) {
          case PASS -> GateStatus.PASS;
          case REGRESSION -> gate.expected() == 1 ? GateStatus.REGRESSION : GateStatus.FAIL;
          case UNDECIDED -> GateStatus.UNDECIDED;
        };
    return new GateResult(
        gate.metric(),
        against(gate),
        status,
        OptionalDouble.of(decision.interval().ratio() * gate.expected()),
        limit(gate),
        Optional.of(decision.times(gate.expected())),
        reason(one, gate, decision));
  }

  private String against(Gate.Timed gate) {
    return gate.otherCase()
        .orElseGet(() -> baseline.map(b -> "baseline " + b.name()).orElse("baseline"));
  }

  private static OptionalDouble limit(Gate.Timed gate) {
    return OptionalDouble.of(gate.expected() * (1 + gate.tolerance()));
  }

  private String reason(SuiteCase one, Gate.Timed gate, Decision decision) {
    if (gate.expected() != 1) {
      return switch (decision.verdict()) {
        case PASS -> "the whole interval is below the limit";
        case REGRESSION -> "the whole interval is above the limit";
        case UNDECIDED -> "the interval still includes the limit";
      };
    }
    String reason = decision.reason(gate.tolerance());
    Optional<Baseline.Entry> entry = gate.needsBaseline() ? entry(one) : Optional.empty();
    return reason
        + entry.map(e -> sides(one, gate, decision.verdict(), e)).orElse("")
        + entry
            .flatMap(e -> e.otherVersion(measured.engines().get(one.name())))
            .map(v -> "; " + v)
            .orElse("");
  }

  private String sides(SuiteCase one, Gate.Timed gate, Verdict verdict, Baseline.Entry entry) {
    if (verdict != Verdict.UNDECIDED) {
      return "";
    }
    BaselinePrecision precision = new BaselinePrecision(suite);
    return new LatencySides(
            precision.of(entry, gate.tolerance()),
            precision.of(measured.rounds(), one, gate.tolerance()))
        .advice();
  }

  private GateResult withoutDecision(SuiteCase one, Gate.Timed gate) {
    GateStatus status = GateStatus.UNDECIDED;
    String note = "too few rounds";
    if (gate.needsBaseline()) {
      Optional<Baseline.Entry> entry = entry(one);
      Optional<String> other = entry.flatMap(e -> measured.difference(one, e));
      if (entry.isEmpty()) {
        status = GateStatus.NO_BASELINE;
        note = baseline.isEmpty() ? "no baseline yet" : "the baseline has no such case";
      } else if (entry.get().roundMedianNanos().isEmpty()) {
        status = GateStatus.NOT_OFFERED;
        note = "the baseline is another machine's: its times do not compare";
      } else if (other.isPresent()) {
        status = GateStatus.NOT_OFFERED;
        note = other.get();
      } else if (entry.get().roundMedianNanos().size() < TimedComparison.FEWEST_ROUNDS) {
        note =
            "the baseline has only "
                + entry.get().roundMedianNanos().size()
                + " rounds: save it anew, with a larger budget";
      }
    }
    return new GateResult(
        gate.metric(),
        against(gate),
        status,
        OptionalDouble.empty(),
        limit(gate),
        Optional.empty(),
        note);
  }

  private Optional<Baseline.Entry> entry(SuiteCase one) {
    return baseline.flatMap(b -> b.entry(one.name()));
  }
}
