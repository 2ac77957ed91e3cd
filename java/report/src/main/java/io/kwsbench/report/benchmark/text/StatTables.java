package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.TypeStats;
import java.util.ArrayList;
import java.util.List;

/**
 * StatSummarizer's sections: titles, columns, widths and decimals are those of TensorFlow 1.4
 * ({@code core/util/stat_summarizer.cc}); the count of nodes before the summary by type is that of
 * later versions.
 */
final class StatTables {
  private static final List<Column> NODE_COLUMNS =
      List.of(
          Column.wide(24, "[node type]"),
          Column.wide(9, "[start]"),
          Column.wide(9, "[first]"),
          Column.wide(9, "[avg ms]"),
          Column.wide(8, "[%]"),
          Column.wide(8, "[cdf%]"),
          Column.wide(10, "[mem KB]"),
          Column.wide(9, "[times called]"),
          Column.left("[Name]"));
  private static final List<Column> TYPE_COLUMNS =
      List.of(
          Column.wide(24, "[Node type]"),
          Column.wide(9, "[count]"),
          Column.wide(10, "[avg ms]"),
          Column.wide(11, "[avg %]"),
          Column.wide(11, "[cdf %]"),
          Column.wide(10, "[mem KB]"),
          Column.wide(9, "[times called]"));
  private final OpTable ops;
  private final TextOptions options;

  StatTables(OpTable ops, TextOptions options) {
    this.ops = ops;
    this.options = options;
  }

  void add(List<Section> sections) {
    nodes(sections, "Run Order", ops.nodes(), options.runOrder());
    nodes(sections, "Top by Computation Time", ops.byTime(), options.time());
    nodes(sections, "Top by Memory Use", ops.byMemory(), options.memory());
    if (options.type()) {
      types(sections);
    }
    if (options.summary()) {
      summary(sections);
    }
  }

  private static void nodes(
      List<Section> sections, String title, List<NodeStats> nodes, TextOptions.Listing listing) {
    if (!listing.shown()) {
      return;
    }
    List<List<Object>> rows = new ArrayList<>();
    double cumulative = 0;
    for (NodeStats node : listing.of(nodes)) {
      cumulative += node.share();
      rows.add(
          List.of(
              node.type(),
              thousandth(node.startUs()),
              thousandth(node.firstUs()),
              thousandth(node.avgUs()),
              percent(node.share()),
              percent(cumulative),
              thousandth(node.memoryBytes()),
              node.timesCalled(),
              node.name()));
    }
    table(sections, title, NODE_COLUMNS, rows);
  }

  private void types(List<Section> sections) {
    sections.add(Section.Prose.of("Number of nodes executed: " + ops.nodes().size()));
    List<List<Object>> rows = new ArrayList<>();
    double cumulative = 0;
    for (TypeStats type : ops.types()) {
      cumulative += type.share();
      rows.add(
          List.of(
              type.type(),
              type.count(),
              thousandth(type.avgUs()),
              percent(type.share()),
              percent(cumulative),
              thousandth(type.memoryBytes()),
              type.timesCalled()));
    }
    table(sections, "Summary by node type", TYPE_COLUMNS, rows);
  }

  private static void table(
      List<Section> sections, String title, List<Column> columns, List<List<Object>> rows) {
    sections.add(new Section.Title(title));
    sections.add(new Section.Table(Section.TableStyle.TABBED, columns, rows));
    sections.add(Section.GAP);
  }

  private static String thousandth(double value) {
    return CppNumbers.fixed(value / 1e3, 3);
  }

  private static String percent(double share) {
    return CppNumbers.fixed(share * 100, 3) + "%";
  }

  private void summary(List<Section> sections) {
    sections.add(
        new Lines()
            .add("Timings (microseconds): %s", stat(ops.timeUs()))
            .add("Memory (bytes): %s", stat(ops.memoryBytes()))
            .add("%d nodes observed", ops.nodes().size())
            .prose());
    sections.add(Section.GAP);
  }

  /** A sample of whole numbers as TensorFlow's {@code Stat<int64>} prints it. */
  static String stat(Distribution sample) {
    String count = "count=" + sample.count();
    if (sample.count() == 0) {
      return count;
    }
    if (sample.allSame()) {
      return count + " curr=" + whole(sample.curr()) + (sample.count() > 1 ? "(all same)" : "");
    }
    return count
        + " first="
        + whole(sample.first())
        + " curr="
        + whole(sample.curr())
        + " min="
        + whole(sample.min())
        + " max="
        + whole(sample.max())
        + " avg="
        + CppNumbers.general(sample.avg())
        + " std="
        + whole(sample.std());
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }
}
