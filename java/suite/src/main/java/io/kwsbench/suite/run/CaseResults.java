package io.kwsbench.suite.run;

import io.kwsbench.gate.GateEvaluator;
import io.kwsbench.gate.GateResult;
import io.kwsbench.stats.Distribution;
import io.kwsbench.suite.baseline.Baseline;
import io.kwsbench.suite.definition.Suite;
import io.kwsbench.suite.definition.SuiteCase;
import io.kwsbench.suite.internal.metrics.MetricNames;
import io.kwsbench.suite.internal.rounds.Contestant;
import io.kwsbench.suite.internal.rounds.WarmUp;
import io.kwsbench.suite.metric.MetricValue;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.OpMedian;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** The results of cases and gates, made of what was measured. */
public final class CaseResults {
  private final Suite suite;
  private final Optional<Baseline> baseline;
  private final Measured measured;

  public CaseResults(Suite suite, Optional<Baseline> baseline, Measured measured) {
    this.suite = suite;
    this.baseline = baseline;
    this.measured = measured;
  }

  /** One result per case, in the order of the suite. */
  public List<CaseResult> results() {
    return suite.cases().stream().map(this::result).toList();
  }

  private CaseResult result(SuiteCase one) {
    Contestant contestant = new Contestant(one.name(), false);
    WarmUp warmUp = measured.warmUps().getOrDefault(one.name(), new WarmUp(0, 0, false, 0));
    Map<String, Double> figures = new LinkedHashMap<>();
    Map<String, String> notes = new LinkedHashMap<>();
    List<MetricValue> had =
        measured.figures().stream()
            .filter(f -> f.caseName().equals(one.name()) && f.value().isPresent())
            .toList();
    MetricNames names = new MetricNames(had.stream().map(MetricValue::key).toList());
    for (MetricValue figure : had) {
      figures.put(names.of(figure.key()), figure.value().getAsDouble());
      notes.put(names.of(figure.key()), figure.note());
    }
    Distribution nanos = Distribution.of(measured.rounds().nanos(contestant));
    CaseEvidence evidence = new CaseEvidence(suite, baseline, measured, one, nanos);
    List<GateResult> gates = new GateEvaluator(evidence).judge(one.gates());
    return new CaseResult(
        new CaseResult.Subject(
            one.name(),
            one.graph().toString(),
            measured.engines().getOrDefault(one.name(), one.engine()),
            one.threads()),
        new CaseResult.WarmUp(warmUp.untilSteady(), warmUp.steady()),
        new CaseResult.Times(
            nanos,
            DoubleStream.of(measured.rounds().logMedians(contestant))
                .map(CaseResults::nanos)
                .boxed()
                .toList(),
            measured.rounds().roundsPerLoading()),
        new CaseResult.Measures(figures, notes),
        Optional.ofNullable(measured.profiles().get(one.name()))
            .map(profile -> profile.besides(baselineOps(one))),
        gates);
  }

  private List<OpMedian> baselineOps(SuiteCase one) {
    return baseline.flatMap(b -> b.entry(one.name())).map(Baseline.Entry::ops).orElse(List.of());
  }

  /** From a logarithm, without digits that no clock has. */
  private static double nanos(double log) {
    return Math.rint(Math.exp(log) * 100) / 100;
  }
}
