package io.kwsbench.cli.make;

import io.kwsbench.Printable;
import io.kwsbench.evaluate.ConfusionMatrix;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.Wrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A confusion matrix as tables: actual classes below each other, predicted ones side by side. */
final class MatrixTables {
  private static final int NAME_WIDTH = 20;
  private static final int SPACES = 2;
  private static final String CORNER = "actual";

  private final ConfusionMatrix matrix;
  private final List<String> labels;

  MatrixTables(ConfusionMatrix matrix) {
    this.matrix = matrix;
    this.labels = matrix.labels().stream().map(Printable::of).toList();
  }

  /** One table with whole names. */
  Section.Table rows() {
    List<Integer> all = IntStream.range(0, labels.size()).boxed().toList();
    return Section.Table.of(
        Stream.concat(Stream.of(CORNER), labels.stream()).toList(),
        all.stream().map(actual -> row(actual, labels, all)).toList());
  }

  /** Tables no wider than text is, each of some of the predicted classes. */
  List<Section> sections() {
    List<String> names = labels.stream().map(name -> NameEnd.of(name, NAME_WIDTH)).toList();
    int first =
        Stream.concat(Stream.of(CORNER), names.stream()).mapToInt(String::length).max().orElse(0);
    List<Section> tables = new ArrayList<>();
    List<Integer> shown = new ArrayList<>();
    int width = first;
    for (int predicted = 0; predicted < names.size(); predicted++) {
      int more = SPACES + width(names.get(predicted), predicted);
      if (!shown.isEmpty() && width + more > Wrapped.COLUMNS) {
        add(tables, names, shown);
        shown.clear();
        width = first;
      }
      shown.add(predicted);
      width += more;
    }
    add(tables, names, shown);
    return tables;
  }

  /** A column is as wide as its head and its longest count. */
  private int width(String name, int predicted) {
    return IntStream.range(0, labels.size())
        .map(actual -> Integer.toString(matrix.counts()[actual][predicted]).length())
        .reduce(name.length(), Math::max);
  }

  private void add(List<Section> tables, List<String> names, List<Integer> shown) {
    List<Column> columns = new ArrayList<>(List.of(Column.left(CORNER)));
    shown.forEach(predicted -> columns.add(Column.right(names.get(predicted))));
    List<List<Object>> rows =
        IntStream.range(0, names.size()).mapToObj(actual -> row(actual, names, shown)).toList();
    tables.add(Section.GAP);
    tables.add(new Section.Table(Section.TableStyle.FITTED, columns, rows));
  }

  private List<Object> row(int actual, List<String> names, List<Integer> shown) {
    List<Object> cells = new ArrayList<>(List.of(names.get(actual)));
    shown.forEach(predicted -> cells.add(matrix.counts()[actual][predicted]));
    return cells;
  }
}
