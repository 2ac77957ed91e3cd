package io.kwsbench.suite.report;

import io.kwsbench.Printable;
import io.kwsbench.measure.Doubt;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.GateResult;
import io.kwsbench.suite.result.GateStatus;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.Locale;

/** For a pull request: the gates that need eyes first, then all of them. */
public final class SuiteMarkdown implements SuiteWriter {
  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    boolean red = result.any(GateStatus.REGRESSION) || result.any(GateStatus.FAIL);
    boolean open =
        result.any(GateStatus.UNDECIDED)
            || result.any(GateStatus.NOT_OFFERED)
            || result.any(GateStatus.NO_BASELINE);
    out.append("### ")
        .append(red ? "❌" : open ? "❔" : "✅")
        .append(" kwsbench suite ")
        .append(cell(result.suite()))
        .append("\n\n")
        .append(SuiteSummary.line(result))
        .append(".\n\n");
    out.append("| case | gate | status | value | limit | interval | note |\n");
    out.append("|---|---|---|---:|---:|---|---|\n");
    for (GateStatus status : GateStatus.values()) {
      if (status != GateStatus.PASS) {
        rows(result, status, out);
      }
    }
    rows(result, GateStatus.PASS, out);
    out.append("\n| case | engine | threads | median | p99 | runs | outliers |\n");
    out.append("|---|---|---:|---:|---:|---:|---:|\n");
    for (CaseResult one : result.cases()) {
      out.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %d | %s | %s | %d | %d |\n",
              cell(one.name()),
              cell(one.engine()),
              one.threads(),
              Figures.time(one.nanos().median()),
              Figures.time(one.nanos().p99()),
              one.nanos().count(),
              one.nanos().outliers()));
    }
    out.append("\n").append(footer(result)).append("\n");
    for (Doubt doubt : result.doubts()) {
      out.append("\n> ⚠️ ").append(cell(doubt.what() + ": " + doubt.advice())).append("\n");
    }
  }

  private static void rows(SuiteResult result, GateStatus status, Appendable out)
      throws IOException {
    for (CaseResult one : result.cases()) {
      for (GateResult gate : one.gates()) {
        if (gate.status() == status) {
          String against = gate.against().isEmpty() ? "" : " vs " + gate.against();
          out.append(
              String.format(
                  Locale.ROOT,
                  "| %s | %s | %s | %s | %s | %s | %s |\n",
                  cell(one.name()),
                  cell(gate.gate().id() + against),
                  status == GateStatus.PASS ? "pass" : "**" + Figures.status(gate) + "**",
                  Figures.of(gate.value(), gate.unit()),
                  Figures.of(gate.limit(), gate.unit()),
                  Figures.interval(gate),
                  cell(gate.note())));
        }
      }
    }
  }

  private static String footer(SuiteResult result) {
    return String.format(
        Locale.ROOT,
        "%d rounds in %.1f s on %s, %s%s.",
        result.rounds(),
        result.seconds(),
        cell(result.environment().cpu().model()),
        result.environment().date(),
        result.baseline().map(b -> ", against baseline " + cell(b)).orElse(""));
  }

  /** Text that cannot break out of a table's cell or become markup. */
  static String cell(String text) {
    return Printable.of(text.replaceAll("\\s+", " "))
        .replace("\\", "\\\\")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace("`", "\\`");
  }
}
