package io.kwsbench.suite.run;

import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.gate.TimedFinding;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.stats.decision.RegressionVerdict;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.comparison.TimedComparison;
import java.util.Optional;

/** The evidence of the rounds about gates on times, against another case or the baseline. */
record TimedEvidence(Suite suite, Optional<Baseline> baseline, Measured measured) {

  TimedFinding find(SuiteCase one, Gate.Timed gate) {
    return measured
        .decision(one.name(), gate)
        .map(decision -> TimedFinding.decided(against(gate), decision, reason(one, gate, decision)))
        .orElseGet(() -> missing(one, gate));
  }

  private String against(Gate.Timed gate) {
    return gate.otherCase()
        .orElseGet(() -> baseline.map(b -> "baseline " + b.name()).orElse("baseline"));
  }

  private String reason(SuiteCase one, Gate.Timed gate, Decision decision) {
    if (gate.expected() != 1) {
      return aboutLimit(gate, decision);
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

  /** An interval above the limit does not include it, even if noise leaves the gate undecided. */
  static String aboutLimit(Gate.Timed gate, Decision decision) {
    boolean hidden =
        decision.verdict() == RegressionVerdict.UNDECIDED
            && decision.interval().low() > 1 + gate.tolerance();
    return hidden ? decision.reason(gate.tolerance()) : decision.aboutLimit();
  }

  private String sides(
      SuiteCase one, Gate.Timed gate, RegressionVerdict verdict, Baseline.Entry entry) {
    if (verdict != RegressionVerdict.UNDECIDED) {
      return "";
    }
    BaselinePrecision precision = new BaselinePrecision(suite);
    return new LatencySides(
            precision.of(entry, gate.tolerance()),
            precision.of(measured.rounds(), one, gate.tolerance()))
        .advice();
  }

  private TimedFinding missing(SuiteCase one, Gate.Timed gate) {
    if (gate.needsBaseline()) {
      Optional<Baseline.Entry> entry = entry(one);
      Optional<String> other = entry.flatMap(e -> measured.difference(one, e));
      if (entry.isEmpty()) {
        return missing(
            gate,
            GateStatus.NO_BASELINE,
            baseline.isEmpty() ? "no baseline yet" : "the baseline has no such case");
      }
      int rounds = entry.get().roundMedianNanos().size();
      if (rounds == 0) {
        return missing(
            gate,
            GateStatus.NOT_OFFERED,
            "the baseline is another machine's: its times do not compare");
      }
      if (other.isPresent()) {
        return missing(gate, GateStatus.NOT_OFFERED, other.get());
      }
      if (rounds < TimedComparison.FEWEST_ROUNDS) {
        return missing(
            gate,
            GateStatus.UNDECIDED,
            "the baseline has only " + rounds + " rounds: save it anew, with a larger budget");
      }
    }
    return missing(gate, GateStatus.UNDECIDED, "too few rounds");
  }

  private TimedFinding missing(Gate.Timed gate, GateStatus status, String why) {
    return TimedFinding.missing(against(gate), status, why);
  }

  private Optional<Baseline.Entry> entry(SuiteCase one) {
    return baseline.flatMap(b -> b.entry(one.name()));
  }
}
