package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.answer.Timed;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.TypeStats;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The time of a run by op type and by node: medians over the traced runs, the slowest first.
 * Constants and rows below a thousandth of the time are left out.
 */
final class OpTables {
  private static final int MAX_TYPES = 7;
  private static final int MAX_NODES = 6;
  private static final int NAME_WIDTH = 44;
  private static final int TYPE_WIDTH = 24;
  private static final double MIN_SHARE = 0.001;
  private static final String CONSTANT = "Const";
  private static final List<Column> TYPES =
      List.of(
          Column.left("op type"),
          Column.right("nodes"),
          Column.right("median"),
          Column.right("share"),
          Column.right("FLOPs"),
          Column.right("memory"));
  private static final List<Column> NODES =
      List.of(
          Column.left("node"),
          Column.left("op type"),
          Column.right("median"),
          Column.right("share"),
          Column.right("GFLOP/s"));

  private final Result result;
  private final OpTable ops;

  OpTables(Result result) {
    this.result = result;
    this.ops = result.profile().ops();
  }

  void addTypes(List<Section> sections) {
    List<TypeStats> types =
        ops.types().stream()
            .filter(type -> !type.type().equals(CONSTANT) && type.medianShare() >= MIN_SHARE)
            .sorted(Comparator.comparingDouble(TypeStats::medianUs).reversed())
            .toList();
    if (!types.isEmpty()) {
      table(sections, "Time by op type", TYPES, types.stream().limit(MAX_TYPES).map(this::type));
      more(sections, types.size() - MAX_TYPES, "op types");
      sections.add(Section.GAP);
    }
  }

  void addNodes(List<Section> sections) {
    List<NodeStats> nodes =
        ops.nodes().stream()
            .filter(node -> !node.type().equals(CONSTANT) && node.medianShare() >= MIN_SHARE)
            .sorted(Comparator.comparingDouble(NodeStats::medianUs).reversed())
            .toList();
    if (!nodes.isEmpty()) {
      table(sections, "Slowest nodes", NODES, nodes.stream().limit(MAX_NODES).map(this::node));
      more(sections, nodes.size() - MAX_NODES, "nodes");
      sections.add(Section.GAP);
    }
  }

  private void table(
      List<Section> sections, String title, List<Column> columns, Stream<List<Object>> rows) {
    sections.add(
        new Section.Title(
            Lines.format(
                "%s, %s (median of %,d traced runs)",
                title, result.name(), result.phases().traced().count())));
    sections.add(new Section.Table(Section.TableStyle.FITTED, columns, rows.toList()));
  }

  private static void more(List<Section> sections, int count, String what) {
    if (count > 0) {
      sections.add(new Lines().add("and %,d more %s", count, what).prose());
    }
  }

  private List<Object> type(TypeStats type) {
    return List.of(
        NameEnd.of(type.type(), TYPE_WIDTH),
        type.count(),
        Timed.time(type.medianUs()),
        percent(type.medianShare()),
        type.flops() > 0 ? CppNumbers.humanReadable(type.flops()) : Figures.NONE,
        type.memoryBytes() > 0 ? Bytes.words(type.memoryBytes()) : Figures.NONE);
  }

  private List<Object> node(NodeStats node) {
    return List.of(
        NameEnd.of(node.name(), NAME_WIDTH),
        NameEnd.of(node.type(), TYPE_WIDTH),
        Timed.time(node.medianUs()),
        percent(node.medianShare()),
        node.gflopsPerSecond() > 0 ? CppNumbers.fixed(node.gflopsPerSecond(), 2) : Figures.NONE);
  }

  private static String percent(double share) {
    return CppNumbers.fixed(share * 100, 1) + " %";
  }
}
