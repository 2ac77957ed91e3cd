package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.stats.NodeStats;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One row per node, for spreadsheets and scripts. */
final class NodeRows {
  private static final List<String> HEADS =
      List.of(
          "result",
          "run_order",
          "type",
          "name",
          "start_us",
          "first_us",
          "median_us",
          "mean_us",
          "median_share",
          "memory_bytes",
          "times_called",
          "flops",
          "executed_flops",
          "gflops_per_second",
          "fused");

  private NodeRows() {}

  static Section.Table of(List<Result> results) {
    List<List<Object>> rows = new ArrayList<>();
    for (Result result : results) {
      result.profile().ops().nodes().forEach(node -> rows.add(row(result, node)));
    }
    return Section.Table.of(HEADS, rows);
  }

  private static List<Object> row(Result result, NodeStats node) {
    return List.of(
        result.name(),
        node.order(),
        node.type(),
        node.name(),
        decimal(node.startUs()),
        decimal(node.firstUs()),
        decimal(node.medianUs()),
        decimal(node.avgUs()),
        CppNumbers.fixed(node.medianShare(), 6),
        node.memoryBytes(),
        node.timesCalled(),
        known(node.graphFlops()),
        known(node.executedFlops()),
        decimal(node.gflopsPerSecond()),
        String.join(" ", node.fused()));
  }

  private static String decimal(double value) {
    return CppNumbers.fixed(value, 3);
  }

  private static Object known(OptionalLong count) {
    return count.isPresent() ? count.getAsLong() : "";
  }
}
