package io.kwsbench.suite.report;

import io.kwsbench.Printable;
import io.kwsbench.measure.Doubt;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.GateResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.Locale;

/** For a terminal: a line a case, a line a gate. */
public final class SuiteText implements SuiteWriter {
  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    line(
        out,
        "suite %s: %d case%s, %d rounds in %.1f s, seed %d%s%s",
        result.suite(),
        result.cases().size(),
        result.cases().size() == 1 ? "" : "s",
        result.rounds(),
        result.seconds(),
        result.seed(),
        result.baseline().map(b -> ", baseline " + b).orElse(""),
        result.interrupted() ? ", INTERRUPTED" : "");
    for (Doubt doubt : result.doubts()) {
      line(out, "warning: %s: %s", doubt.what(), doubt.advice());
    }
    for (CaseResult one : result.cases()) {
      write(one, out);
    }
    out.append(SuiteSummary.line(result)).append('\n');
  }

  private static void write(CaseResult one, Appendable out) throws IOException {
    line(
        out,
        "%n%s  (%s, %d thread%s)",
        one.name(),
        one.engine(),
        one.threads(),
        one.threads() == 1 ? "" : "s");
    if (one.nanos().count() > 0) {
      line(
          out,
          "  median %s  p90 %s  p99 %s  MAD %s  runs %d  outliers %d  warm after %d%s",
          Figures.time(one.nanos().median()),
          Figures.time(one.nanos().p90()),
          Figures.time(one.nanos().p99()),
          Figures.time(one.nanos().mad()),
          one.nanos().count(),
          one.nanos().outliers(),
          one.warmUpRuns(),
          one.steady() ? "" : " (never steady)");
    }
    for (GateResult gate : one.gates()) {
      line(
          out,
          "  %-11s %-12s %14s  limit %14s  %s %s%s",
          Figures.status(gate),
          gate.gate().id(),
          Figures.of(gate.value(), gate.unit()),
          Figures.of(gate.limit(), gate.unit()),
          gate.against().isEmpty() ? "" : "vs " + gate.against(),
          Figures.interval(gate),
          gate.note().isEmpty() ? "" : " (" + gate.note() + ")");
    }
  }

  private static void line(Appendable out, String format, Object... arguments) throws IOException {
    String text =
        String.format(Locale.ROOT, format.replace("%n", "\n"), Printable.arguments(arguments));
    out.append(text.stripTrailing()).append('\n');
  }
}
