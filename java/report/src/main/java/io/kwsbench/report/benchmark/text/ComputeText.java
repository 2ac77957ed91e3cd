package io.kwsbench.report.benchmark.text;

import io.kwsbench.Printable;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.FlopSection;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.stats.NodeStats;
import java.util.Comparator;
import java.util.List;

/** FLOPs: benchmark_model's estimate, every op's, and how much of the graph is covered. */
final class ComputeText {
  private static final int MAX_LINES = 10;
  private static final int MAX_UNKNOWN = 5;
  private static final List<Section.Column> COLUMNS =
      List.of(
          Section.Column.wide(24, "[node type]"),
          Section.Column.wide(11, "[median ms]"),
          Section.Column.wide(10, "[MFLOP]"),
          Section.Column.wide(10, "[executed]"),
          Section.Column.wide(10, "[GFLOP/s]"),
          Section.Column.left("[Name]"));
  private final Result result;

  ComputeText(Result result) {
    this.result = result;
  }

  /** benchmark_model's two lines. */
  void addEstimate(List<Section> sections) {
    FlopSection flops = result.costs().flops();
    sections.add(
        new Lines()
            .add("FLOPs estimate: %s", CppNumbers.humanReadable(flops.counts().benchmarkModel()))
            .add("FLOPs/second: %s", CppNumbers.humanReadable((long) flops.rates().perSecond()))
            .prose());
    sections.add(Section.GAP);
  }

  void add(List<Section> sections) {
    sections.add(new Section.Title("Compute"));
    sections.add(compute().prose());
    sections.add(Section.GAP);
    busiest(sections);
  }

  private Lines compute() {
    FlopSection flops = result.costs().flops();
    Lines lines = new Lines();
    lines.add(
        "FLOPs estimate: %s by benchmark_model's rule (MatMul, Conv2D, DepthwiseConv2dNative)",
        CppNumbers.humanReadable(flops.counts().benchmarkModel()));
    if (flops.counts().benchmarkModelConvolutions() > 0) {
      lines.add(
          "FLOPs estimate: %s of that in convolutions",
          CppNumbers.humanReadable(flops.counts().benchmarkModelConvolutions()));
    }
    lines.add(
        "FLOPs of every op: %s (a multiply-add is two), %s a second at the untraced median",
        CppNumbers.humanReadable(flops.counts().total()),
        CppNumbers.humanReadable((long) flops.rates().totalPerSecond()));
    if (flops.counts().executed() != flops.counts().total()) {
      lines.add(
          "FLOPs that the engine executes for them: %s, %s a second",
          CppNumbers.humanReadable(flops.counts().executed()),
          CppNumbers.humanReadable((long) flops.rates().executedPerSecond()));
    }
    lines.add(
        "covered: %.1f%% of the nodes, %.1f%% of their time%s",
        flops.coverage().nodeCoverage() * 100,
        flops.coverage().timeCoverage() * 100,
        unknown(flops.coverage().uncovered()));
    result
        .instructions()
        .ifPresent(
            section ->
                lines.add(
                    "instructions of one inference: %s (%s)",
                    section.count().map(count -> Lines.format("%,d", count)).orElse("not offered"),
                    section.conditions()));
    return lines;
  }

  private static String unknown(List<String> uncovered) {
    List<String> shown = uncovered.stream().limit(MAX_UNKNOWN).map(Printable::of).toList();
    return shown.isEmpty()
        ? ""
        : "; unknown: " + String.join(", ", shown) + (shown.size() < uncovered.size() ? ", …" : "");
  }

  private void busiest(List<Section> sections) {
    List<List<Object>> rows =
        result.profile().ops().nodes().stream()
            .filter(node -> node.graphFlops().orElse(0) > 0)
            .sorted(Comparator.comparingLong((NodeStats n) -> -n.graphFlops().getAsLong()))
            .limit(MAX_LINES)
            .map(ComputeText::row)
            .toList();
    if (!rows.isEmpty()) {
      sections.add(new Section.Title("Top by FLOPs"));
      sections.add(new Section.Table(Section.TableStyle.TABBED, COLUMNS, rows));
      sections.add(Section.GAP);
    }
  }

  private static List<Object> row(NodeStats node) {
    return List.of(
        node.type(),
        CppNumbers.fixed(node.medianUs() / 1e3, 3),
        CppNumbers.fixed(node.graphFlops().orElse(0) / 1e6, 3),
        CppNumbers.fixed(node.executedFlops().orElse(0) / 1e6, 3),
        CppNumbers.fixed(node.gflopsPerSecond(), 3),
        node.name());
  }
}
