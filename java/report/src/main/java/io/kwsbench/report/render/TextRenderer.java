package io.kwsbench.report.render;

import io.kwsbench.Printable;
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.GateVerdict;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** For a terminal: the sections one below the other. */
final class TextRenderer implements Section.Visitor {
  private static final String RULE = "==============================";
  private static final String NOTE = " ".repeat(15);

  private final StringBuilder out = new StringBuilder();
  private final Paint paint;

  private TextRenderer(Paint paint) {
    this.paint = paint;
  }

  /** Plain text, for files and pipes. */
  static String of(Report report) {
    return of(report, Paint.NONE);
  }

  /** Text for a terminal that shows colors. */
  static String colored(Report report) {
    return of(report, Paint.ANSI);
  }

  private static String of(Report report, Paint paint) {
    TextRenderer text = new TextRenderer(paint);
    report.sections().forEach(section -> section.accept(text));
    return text.out.toString();
  }

  private void line(String line) {
    out.append(line).append('\n');
  }

  @Override
  public void title(Section.Title title) {
    String text = Printable.of(title.text());
    line(title.ruled() ? RULE + " " + text + " " + RULE : paint.heading(text));
  }

  @Override
  public void answer(Section.Answer answer) {
    answer.lines().forEach(line -> line(paint.answer(line)));
  }

  @Override
  public void prose(Section.Prose prose) {
    prose.lines().forEach(this::line);
  }

  @Override
  public void facts(Section.Facts facts) {
    for (Section.Fact fact : facts.facts()) {
      wrapped("  " + padded(fact.name(), -facts.width()), Printable.of(fact.value()), paint::plain);
    }
  }

  @Override
  public void table(Section.Table table) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(table.heads());
    table.rows().forEach(row -> lines.add(row.stream().map(TextRenderer::cell).toList()));
    int[] widths = new int[table.columns().size()];
    for (List<String> cells : lines) {
      for (int i = 0; i < cells.size(); i++) {
        widths[i] = Math.max(widths[i], cells.get(i).length());
      }
    }
    for (List<String> cells : lines) {
      line(
          switch (table.style()) {
            case TABBED -> tabbed(table.columns(), cells);
            case FITTED -> fitted(table.columns(), cells, widths);
          });
    }
  }

  /** Text after a head, in lines that all begin where it does. */
  private void wrapped(String head, String text, UnaryOperator<String> painted) {
    int room = Math.max(Wrapped.COLUMNS / 2, Wrapped.COLUMNS - head.length());
    String before = head;
    for (String part : text.length() <= room ? List.of(text) : Wrapped.at(room, text)) {
      line(painted.apply(before + part));
      before = " ".repeat(head.length());
    }
  }

  private static String cell(Object cell) {
    return Printable.of(cell.toString());
  }

  private static String tabbed(List<Section.Column> columns, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      line.append('\t').append(padded(cells.get(i), columns.get(i).width()));
    }
    return line.toString();
  }

  private static String fitted(List<Section.Column> columns, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      int width = columns.get(i).right() ? widths[i] : -widths[i];
      line.append(padded(cells.get(i), width)).append("  ");
    }
    return line.toString().stripTrailing();
  }

  /** At least so wide: filled up at the beginning, or at the end for a width below 0. */
  private static String padded(String text, int width) {
    String filling = " ".repeat(Math.max(0, Math.abs(width) - text.length()));
    return width < 0 ? text + filling : filling + text;
  }

  @Override
  public void verdicts(Section.Verdicts verdicts) {
    verdicts.verdicts().forEach(this::verdict);
  }

  /** The note stands behind the figures, or below them where the line would be too long. */
  private void verdict(GateVerdict one) {
    String figures =
        one.hasFigures()
            ? Lines.format(
                "%14s  limit %14s  %s %s", one.value(), one.limit(), one.beside(), one.interval())
            : "";
    String head =
        Lines.format("  %-12s %-12s %s", one.statusText(), one.gate(), figures).stripTrailing();
    String note = one.note().isEmpty() ? "" : " (" + Printable.of(one.note()) + ")";
    if (head.length() + note.length() <= Wrapped.COLUMNS) {
      line(head + note);
      return;
    }
    line(head);
    Wrapped.at(Wrapped.COLUMNS - NOTE.length(), Printable.of(one.note()))
        .forEach(part -> line(NOTE + part));
  }

  @Override
  public void heard(Section.Heard heard) {
    for (ClipPrediction clip : heard.clips()) {
      StringBuilder line = new StringBuilder(Printable.of(clip.clip()));
      line.append(clip.top().isEmpty() ? ": NaN, which is no class" : ":");
      for (ClipPrediction.Score score : clip.top()) {
        line.append(' ').append(Printable.of(score.label())).append(' ');
        line.append(CppNumbers.fixed(score.probability(), 4));
      }
      line(line.toString());
    }
  }

  @Override
  public void warnings(Section.Warnings warnings) {
    for (MeasurementWarning doubt : warnings.doubts()) {
      String text = Printable.of(doubt.line());
      wrapped(warnings.mark(), text, paint::warning);
    }
  }
}
