package io.kwsbench.suite.report;

import io.kwsbench.Printable;
import io.kwsbench.stats.decision.Decision;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.GateResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A row a gate; cases without gates get one row too. */
public final class SuiteCsv implements SuiteWriter {
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setRecordSeparator("\n")
          .setHeader(
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
              "low",
              "high",
              "noise_floor")
          .build();

  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, FORMAT);
    for (CaseResult one : result.cases()) {
      if (one.gates().isEmpty()) {
        row(printer, one, Optional.empty());
      }
      for (GateResult gate : one.gates()) {
        row(printer, one, Optional.of(gate));
      }
    }
    printer.flush();
  }

  private static void row(CSVPrinter printer, CaseResult one, Optional<GateResult> gate)
      throws IOException {
    Optional<Decision> decision = gate.flatMap(GateResult::decision);
    printer.printRecord(
        Printable.of(one.name()),
        Printable.of(one.engine()),
        one.threads(),
        one.nanos().count(),
        one.nanos().median(),
        one.nanos().p99(),
        one.nanos().mad(),
        one.nanos().outliers(),
        gate.map(g -> g.gate().id()).orElse(null),
        gate.map(GateResult::against).map(Printable::of).orElse(null),
        gate.map(g -> g.status().name()).orElse(null),
        gate.map(g -> number(g.value())).orElse(null),
        gate.map(g -> number(g.limit())).orElse(null),
        gate.map(g -> g.unit().label()).orElse(null),
        decision.map(d -> d.interval().low()).orElse(null),
        decision.map(d -> d.interval().high()).orElse(null),
        decision.map(Decision::noiseFloor).orElse(null));
  }

  private static Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
