package io.kwsbench.suite.report;

import io.kwsbench.gate.GateResult;
import io.kwsbench.report.Section;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A row per gate; cases without gates get one row too. */
final class GateRows {
  private static final List<String> HEADS =
      List.of(
          "case",
          "engine",
          "threads",
          "runs",
          "median_ns",
          "p99_ns",
          "mad_ns",
          "outliers",
          "gate",
          "against",
          "status",
          "value",
          "limit",
          "unit",
          "interval_low",
          "interval_high",
          "noise_floor");

  private GateRows() {}

  static Section.Table of(SuiteResult result) {
    List<List<Object>> rows = new ArrayList<>();
    for (CaseResult one : result.cases()) {
      if (one.gates().isEmpty()) {
        rows.add(row(one, Optional.empty()));
      }
      one.gates().forEach(gate -> rows.add(row(one, Optional.of(gate))));
    }
    return Section.Table.of(HEADS, rows);
  }

  private static List<Object> row(CaseResult one, Optional<GateResult> gate) {
    Optional<Distribution> nanos = Optional.of(one.nanos()).filter(times -> times.count() > 0);
    Optional<Decision> decision = gate.flatMap(GateResult::decision);
    return List.of(
        one.name(),
        one.engine(),
        one.threads(),
        one.nanos().count(),
        known(nanos, Distribution::median),
        known(nanos, Distribution::p99),
        known(nanos, Distribution::mad),
        one.nanos().outliers(),
        known(gate, g -> g.gate().id()),
        known(gate, GateResult::against),
        known(gate, g -> g.status().name()),
        known(gate, g -> number(g.value())),
        known(gate, g -> number(g.limit())),
        known(gate, g -> g.unit().label()),
        known(decision, d -> d.interval().low()),
        known(decision, d -> d.interval().high()),
        known(decision, Decision::noiseFloor));
  }

  /** Empty where there is none. */
  private static <T> Object known(Optional<T> from, Function<T, Object> cell) {
    return from.map(cell).orElse("");
  }

  private static Object number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : "";
  }
}
