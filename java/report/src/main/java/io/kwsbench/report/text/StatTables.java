package io.kwsbench.report.text;

import io.kwsbench.Printable;
import io.kwsbench.report.Numbers;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.TypeStats;
import java.util.List;

/**
 * StatSummarizer's sections: titles, columns, widths and decimals are those of TensorFlow 1.4
 * ({@code core/util/stat_summarizer.cc}); the count of nodes before the summary by type is that of
 * later versions.
 */
final class StatTables {
  private static final String RULE = "==============================";
  private final OpTable ops;
  private final TextOptions options;

  StatTables(OpTable ops, TextOptions options) {
    this.ops = ops;
    this.options = options;
  }

  static String title(String title) {
    return RULE + " " + title + " " + RULE + "\n";
  }

  void appendTo(StringBuilder out) {
    if (options.runOrder()) {
      nodes(out, "Run Order", ops.nodes(), options.runOrderLimit());
    }
    if (options.time()) {
      nodes(out, "Top by Computation Time", ops.byTime(), options.timeLimit());
    }
    if (options.memory()) {
      nodes(out, "Top by Memory Use", ops.byMemory(), options.memoryLimit());
    }
    if (options.type()) {
      types(out);
    }
    if (options.summary()) {
      summary(out);
    }
  }

  private static void nodes(StringBuilder out, String title, List<NodeStats> nodes, int limit) {
    out.append(title(title));
    field(out, 24, "[node type]");
    field(out, 9, "[start]");
    field(out, 9, "[first]");
    field(out, 9, "[avg ms]");
    field(out, 8, "[%]");
    field(out, 8, "[cdf%]");
    field(out, 10, "[mem KB]");
    field(out, 9, "[times called]");
    out.append("\t[Name]\n");
    double cumulative = 0;
    for (NodeStats node :
        nodes.subList(0, limit > 0 ? Math.min(limit, nodes.size()) : nodes.size())) {
      cumulative += node.share();
      field(out, 24, Printable.of(node.type()));
      field(out, 9, Numbers.fixed(node.startUs() / 1e3, 3));
      field(out, 9, Numbers.fixed(node.firstUs() / 1e3, 3));
      field(out, 9, Numbers.fixed(node.avgUs() / 1e3, 3));
      field(out, 8, Numbers.fixed(node.share() * 100, 3) + "%");
      field(out, 8, Numbers.fixed(cumulative * 100, 3) + "%");
      field(out, 10, Numbers.fixed(node.memoryBytes() / 1e3, 3));
      field(out, 9, Long.toString(node.timesCalled()));
      out.append('\t').append(Printable.of(node.name())).append('\n');
    }
    out.append('\n');
  }

  private void types(StringBuilder out) {
    out.append("Number of nodes executed: ").append(ops.nodes().size()).append('\n');
    out.append(title("Summary by node type"));
    field(out, 24, "[Node type]");
    field(out, 9, "[count]");
    field(out, 10, "[avg ms]");
    field(out, 11, "[avg %]");
    field(out, 11, "[cdf %]");
    field(out, 10, "[mem KB]");
    field(out, 10, "[times called]");
    out.append('\n');
    double cumulative = 0;
    for (TypeStats type : ops.types()) {
      cumulative += type.share();
      field(out, 24, Printable.of(type.type()));
      field(out, 9, Integer.toString(type.count()));
      field(out, 10, Numbers.fixed(type.avgUs() / 1e3, 3));
      field(out, 11, Numbers.fixed(type.share() * 100, 3) + "%");
      field(out, 11, Numbers.fixed(cumulative * 100, 3) + "%");
      field(out, 10, Numbers.fixed(type.memoryBytes() / 1e3, 3));
      field(out, 9, Long.toString(type.timesCalled()));
      out.append('\n');
    }
    out.append('\n');
  }

  private void summary(StringBuilder out) {
    out.append("Timings (microseconds): ").append(stat(ops.timeUs())).append('\n');
    out.append("Memory (bytes): ").append(stat(ops.memoryBytes())).append('\n');
    out.append(ops.nodes().size()).append(" nodes observed\n\n");
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
        + Numbers.general(sample.avg())
        + " std="
        + whole(sample.std());
  }

  private static String whole(double value) {
    return Long.toString(Math.round(value));
  }

  private static void field(StringBuilder out, int width, String text) {
    out.append('\t').append(" ".repeat(Math.max(0, width - text.length()))).append(text);
  }
}
