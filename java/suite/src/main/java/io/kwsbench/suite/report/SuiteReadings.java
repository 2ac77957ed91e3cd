package io.kwsbench.suite.report;

import io.kwsbench.gate.Metric;
import io.kwsbench.gate.Unit;
import io.kwsbench.report.Reading;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The numbers of a suite that dashboards draw: times of each case, then its other metrics. */
final class SuiteReadings {
  private static final Set<Metric> MORE_IS_BETTER = Set.of(Metric.ACCURACY, Metric.AGREEMENT);

  private SuiteReadings() {}

  static List<Reading> of(SuiteResult result) {
    return result.cases().stream().flatMap(SuiteReadings::of).toList();
  }

  private static Stream<Reading> of(CaseResult one) {
    return Stream.concat(
        one.nanos().count() > 0 ? times(one) : Stream.of(),
        new TreeMap<>(one.measures().figures())
            .entrySet().stream()
                .map(figure -> figure(one.name(), figure.getKey(), figure.getValue())));
  }

  private static Stream<Reading> times(CaseResult one) {
    String unit = Unit.NANOSECONDS.label();
    Reading.Range range = new Reading.Range(one.nanos().range().min(), one.nanos().p90());
    return Stream.of(
        new Reading(one.name(), "latency", unit, one.nanos().median(), Optional.of(range), true),
        new Reading(one.name(), "p99", unit, one.nanos().p99(), Optional.empty(), true));
  }

  /** A figure's name begins with its metric: {@code accuracy:test}. */
  private static Reading figure(String of, String name, double value) {
    Metric metric = Metric.of(name.replaceFirst(":.*", "")).orElseThrow();
    return new Reading(
        of, name, metric.unit().label(), value, Optional.empty(), !MORE_IS_BETTER.contains(metric));
  }
}
