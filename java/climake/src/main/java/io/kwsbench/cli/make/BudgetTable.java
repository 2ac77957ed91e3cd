package io.kwsbench.cli.make;

import io.kwsbench.Printable;
import io.kwsbench.cli.make.EvaluationResult.Budget;
import io.kwsbench.cli.make.EvaluationResult.Counts;
import io.kwsbench.longaudio.AudioLength;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.Wrapped;
import java.util.ArrayList;
import java.util.List;

/** The thresholds that keep to a budget, for reading. */
final class BudgetTable {
  private static final int NAME_WIDTH = 36;
  private static final List<Column> COLUMNS =
      List.of(
          Column.left("word"),
          Column.right("threshold"),
          Column.right("missed"),
          Column.right("false alarms"),
          Column.right("per hour (95 %)"));

  private BudgetTable() {}

  static List<Section> sections(Budget budget) {
    List<List<Object>> rows = new ArrayList<>();
    budget
        .words()
        .forEach(
            word ->
                rows.add(
                    row(
                        NameEnd.of(Printable.of(word.label()), NAME_WIDTH),
                        number(word.threshold()),
                        word.counts())));
    rows.add(row("all words", "", budget.allWords()));
    return List.of(
        Section.GAP,
        new Section.Title(
            Lines.format(
                "Thresholds for at most %s false alarms per hour and word, from %s of audio",
                number(budget.perHour()), AudioLength.of(budget.hours())),
            false),
        new Section.Table(Section.TableStyle.FITTED, COLUMNS, rows),
        new Section.Prose(Wrapped.at(Wrapped.COLUMNS, proof(budget))));
  }

  private static String proof(Budget budget) {
    return AudioLength.proof(budget.hours())
        + budget
            .hoursToProve()
            .map(
                hours ->
                    Lines.format("; %s per hour takes %.1f hours", number(budget.perHour()), hours))
            .orElse("");
  }

  private static List<Object> row(String word, String threshold, Counts counts) {
    return List.of(
        word,
        threshold,
        counts.said() == 0
            ? Figures.NONE
            : Lines.format(
                "%d of %d (%.1f%%)",
                counts.missed(), counts.said(), 100.0 * counts.missed() / counts.said()),
        counts.falseAlarms(),
        Lines.format(
            "%.2f (%.2f-%.2f)",
            counts.falseAlarmsPerHour(), counts.interval95().get(0), counts.interval95().get(1)));
  }

  /** Without trailing zeros. */
  private static String number(double value) {
    return Lines.format("%.6f", value).replaceFirst("\\.?0+$", "");
  }
}
