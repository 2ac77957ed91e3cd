package io.kwsbench.report.text;

import io.kwsbench.Printable;
import io.kwsbench.report.FlopSection;
import io.kwsbench.report.Numbers;
import io.kwsbench.report.Result;
import io.kwsbench.stats.NodeStats;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** FLOPs: benchmark_model's estimate, every op's, and how much of the graph is covered. */
final class ComputeText {
  private static final int MOST_LINES = 10;
  private final Result result;

  ComputeText(Result result) {
    this.result = result;
  }

  /** benchmark_model's two lines, for {@code --show_flops}. */
  void appendEstimate(StringBuilder out) {
    FlopSection flops = result.flops();
    out.append("FLOPs estimate: ").append(Numbers.humanReadable(flops.benchmarkModel()));
    out.append("\nFLOPs/second: ").append(Numbers.humanReadable((long) flops.perSecond()));
    out.append("\n\n");
  }

  void appendTo(StringBuilder out) {
    FlopSection flops = result.flops();
    out.append(StatTables.title("Compute"));
    out.append("FLOPs estimate: ").append(Numbers.humanReadable(flops.benchmarkModel()));
    out.append(" by benchmark_model's rule (MatMul, Conv2D, DepthwiseConv2dNative)\n");
    if (flops.benchmarkModelConvolutions() > 0) {
      out.append("FLOPs estimate: ");
      out.append(Numbers.humanReadable(flops.benchmarkModelConvolutions()));
      out.append(" of that in convolutions\n");
    }
    out.append("FLOPs of every op: ").append(Numbers.humanReadable(flops.total()));
    out.append(" (a multiply-add is two), ");
    out.append(Numbers.humanReadable((long) flops.totalPerSecond()));
    out.append(" a second at the untraced median\n");
    if (flops.executed() != flops.total()) {
      out.append("FLOPs that the engine executes for them: ");
      out.append(Numbers.humanReadable(flops.executed())).append(", ");
      out.append(Numbers.humanReadable((long) flops.executedPerSecond())).append(" a second\n");
    }
    out.append("covered: ").append(Numbers.fixed(flops.nodeCoverage() * 100, 1));
    out.append("% of the nodes, ").append(Numbers.fixed(flops.timeCoverage() * 100, 1));
    out.append("% of their time");
    if (!flops.uncovered().isEmpty()) {
      List<String> shown = flops.uncovered().stream().limit(5).map(Printable::of).toList();
      out.append("; unknown: ").append(String.join(", ", shown));
      out.append(shown.size() < flops.uncovered().size() ? ", …" : "");
    }
    out.append('\n');
    instructions(out);
    out.append('\n');
    busiest(out);
  }

  private void instructions(StringBuilder out) {
    result
        .instructions()
        .ifPresent(
            section ->
                out.append("instructions of one inference: ")
                    .append(
                        section
                            .count()
                            .map(count -> String.format(Locale.ROOT, "%,d", count))
                            .orElse("not offered"))
                    .append(" (")
                    .append(section.conditions())
                    .append(")\n"));
  }

  private void busiest(StringBuilder out) {
    List<NodeStats> nodes =
        result.ops().nodes().stream()
            .filter(node -> node.graphFlops().orElse(0) > 0)
            .sorted(Comparator.comparingLong((NodeStats n) -> -n.graphFlops().getAsLong()))
            .limit(MOST_LINES)
            .toList();
    if (nodes.isEmpty()) {
      return;
    }
    out.append(StatTables.title("Top by FLOPs"));
    out.append(
        "\t             [node type]\t[median ms]\t   [MFLOP]\t[executed]\t [GFLOP/s]\t[Name]\n");
    for (NodeStats node : nodes) {
      out.append(
          String.format(
              Locale.ROOT,
              "\t%24s\t%11.3f\t%10.3f\t%10.3f\t%10.3f\t%s\n",
              Printable.of(node.type()),
              node.medianUs() / 1e3,
              node.graphFlops().getAsLong() / 1e6,
              node.executedFlops().orElse(0) / 1e6,
              node.gflopsPerSecond(),
              Printable.of(node.name())));
    }
    out.append('\n');
  }
}
