package io.kwsbench.suite.report;

import io.kwsbench.gate.GateResult;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.report.Figures;
import io.kwsbench.report.GateVerdict;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.answer.Speedup;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A suite in brief: how it came out, the gates that need eyes first, then all others. */
final class SuiteDigest {
  private static final List<Column> GATES =
      List.of(
          Column.left("case"),
          Column.left("gate"),
          Column.left("status"),
          Column.right("value"),
          Column.right("limit"),
          Column.left("interval"),
          Column.left("note"));
  private static final List<Column> CASES =
      List.of(
          Column.left("case"),
          Column.left("engine"),
          Column.right("threads"),
          Column.right("median"),
          Column.right("p99"),
          Column.right("runs"),
          Column.right("outliers"));

  private SuiteDigest() {}

  static List<Section> of(SuiteResult result, Undecided undecided) {
    List<Section> sections = new ArrayList<>();
    sections.add(new Section.Title(mark(result) + " kwsbench suite " + result.suite()));
    sections.add(SuiteAnswer.of(result, undecided));
    sections.add(new Section.Warnings("⚠️ ", result.doubts()));
    sections.add(Section.Prose.of(summary(result) + "."));
    sections.add(new Section.Table(Section.TableStyle.FITTED, GATES, gates(result)));
    sections.add(
        new Section.Table(
            Section.TableStyle.FITTED,
            CASES,
            result.cases().stream().map(SuiteDigest::row).toList()));
    note(result).ifPresent(sections::add);
    sections.add(Section.Prose.of(footer(result)));
    return sections;
  }

  /** The line about ratios of times; empty without any. Each interval has a level of its own. */
  static Optional<Section> note(SuiteResult result) {
    return result.cases().stream()
        .flatMap(one -> one.gates().stream())
        .flatMap(gate -> gate.decision().stream())
        .map(decision -> decision.interval().level())
        .min(Double::compare)
        .map(Speedup::note);
  }

  /** The one line that says how a suite came out. */
  static String summary(SuiteResult result) {
    List<String> parts = new ArrayList<>();
    for (GateStatus status : GateStatus.values()) {
      long count = result.count(status);
      if (count > 0) {
        parts.add(count + " " + status.words().toLowerCase(Locale.ROOT));
      }
    }
    return parts.isEmpty() ? "no gates" : "gates: " + String.join(", ", parts);
  }

  private static String mark(SuiteResult result) {
    if (result.any(GateStatus::isFailure)) {
      return "❌";
    }
    return result.any(GateStatus::isOpen) ? "❔" : "✅";
  }

  private static List<List<Object>> gates(SuiteResult result) {
    List<GateStatus> order = new ArrayList<>(Arrays.asList(GateStatus.values()));
    order.remove(GateStatus.PASS);
    order.add(GateStatus.PASS);
    List<List<Object>> rows = new ArrayList<>();
    for (GateStatus status : order) {
      for (CaseResult one : result.cases()) {
        one.gates().stream()
            .filter(gate -> gate.status() == status)
            .forEach(gate -> rows.add(row(one, gate)));
      }
    }
    return rows;
  }

  private static List<Object> row(CaseResult one, GateResult gate) {
    GateVerdict verdict = GateVerdict.of(gate, gate.status().isFailure());
    return List.of(
        one.name(),
        verdict.name(),
        verdict.status(),
        verdict.value(),
        verdict.limit(),
        verdict.interval(),
        verdict.note());
  }

  private static List<Object> row(CaseResult one) {
    return List.of(
        one.name(),
        one.engine(),
        one.threads(),
        Figures.time(one.nanos().median()),
        Figures.time(one.nanos().p99()),
        one.nanos().count(),
        one.nanos().outliers());
  }

  private static String footer(SuiteResult result) {
    return Lines.format(
        "%d rounds in %.1f s on %s, %s%s.",
        result.extent().rounds(),
        result.extent().seconds(),
        result.environment().cpu().model(),
        result.environment().date(),
        result.baseline().map(b -> ", against baseline " + b).orElse(""));
  }
}
