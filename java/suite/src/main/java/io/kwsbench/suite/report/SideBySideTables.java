package io.kwsbench.suite.report;

import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Section;
import io.kwsbench.report.Wrapped;
import io.kwsbench.report.answer.Speedup;
import io.kwsbench.suite.result.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables of models side by side: a row for each model, whose name is the first cell. */
final class SideBySideTables {
  /** The characters of a name that always stay, even where the line is then too long. */
  private static final int MIN_NAME = 12;

  private static final int GAP = 2;

  private static final List<Column> TIMES =
      List.of(
          new Column(Section.Column.left("engine"), SideBySide.Entry::engine),
          new Column(Section.Column.right("threads"), SideBySide.Entry::threads),
          new Column(Section.Column.right("median"), one -> time(one, one.nanos().median())),
          new Column(Section.Column.right("p99"), one -> time(one, one.nanos().p99())),
          new Column(
              Section.Column.right("against the first"),
              one -> one.ratio().map(Speedup::cell).orElse("")));

  private static final List<Column> OUTPUTS =
      List.of(
          new Column(Section.Column.right("bytes"), one -> Lines.format("%,d", one.bytes())),
          new Column(
              Section.Column.right("same top class"),
              one -> one.outputs().map(o -> o.sameClass() + " of " + o.clips()).orElse("")),
          new Column(
              Section.Column.right("largest difference"),
              one -> one.outputs().map(SideBySideTables::difference).orElse("")));

  private final List<SideBySide.Entry> entries;

  /** A column and its cells. */
  private record Column(Section.Column head, Function<SideBySide.Entry, Object> cell) {}

  SideBySideTables(SideBySide result) {
    entries = result.entries();
  }

  /** Two tables, each narrow enough for a terminal: one of times, one of sizes and outputs. */
  List<Section> narrow() {
    List<Section> sections = new ArrayList<>(List.of(fitted(TIMES)));
    note().ifPresent(sections::add);
    sections.addAll(List.of(Section.GAP, fitted(OUTPUTS)));
    return sections;
  }

  /** The line about the column of speed-ups; empty where it is empty. */
  Optional<Section> note() {
    return entries.stream()
        .flatMap(one -> one.ratio().stream())
        .findFirst()
        .map(ratio -> Speedup.note(ratio.level()));
  }

  /** One table with all columns. */
  Section wide() {
    List<Column> all = Stream.of(TIMES, OUTPUTS).flatMap(List::stream).toList();
    return table(all, Integer.MAX_VALUE);
  }

  /** A table whose names are cut at their beginning where a line would be too long. */
  private Section fitted(List<Column> columns) {
    int others = columns.stream().mapToInt(column -> GAP + width(column)).sum();
    return table(columns, Math.max(MIN_NAME, Wrapped.COLUMNS - others));
  }

  private int width(Column column) {
    return entries.stream()
        .mapToInt(one -> column.cell().apply(one).toString().length())
        .reduce(column.head().head().length(), Math::max);
  }

  private Section table(List<Column> columns, int nameWidth) {
    List<Section.Column> heads = new ArrayList<>(List.of(Section.Column.left("model")));
    columns.forEach(column -> heads.add(column.head()));
    List<List<Object>> rows = new ArrayList<>();
    for (SideBySide.Entry one : entries) {
      List<Object> row = new ArrayList<>(List.of(NameEnd.of(one.name(), nameWidth)));
      columns.forEach(column -> row.add(column.cell().apply(one)));
      rows.add(row);
    }
    return new Section.Table(Section.TableStyle.FITTED, heads, rows);
  }

  private static Object time(SideBySide.Entry one, double nanos) {
    return one.nanos().count() > 0 ? Figures.time(nanos) : "";
  }

  private static Object difference(SideBySide.Outputs outputs) {
    return outputs.largestDifference().map(d -> Lines.format("%.2g", d)).orElse("incomparable");
  }
}
