package io.kwsbench.stats;

import io.kwsbench.measure.NodeProfile;
import io.kwsbench.measure.TraceProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The traced runs as tables: every node, every type, the totals. Immutable.
 *
 * <p>Rules are those of StatSummarizer (TensorFlow 1.4, {@code core/util/stat_summarizer.cc}): a
 * share is of the summed times of all ops, not of the wall time; memory is what ops asked the
 * allocator for in the newest run.
 *
 * @param nodes every node in run order
 * @param types every op type, slowest first
 * @param timeUs the summed times of all ops, one value per run
 * @param memoryBytes the summed bytes of all ops, one value per run
 */
public record OpTable(
    List<NodeStats> nodes, List<TypeStats> types, Distribution timeUs, Distribution memoryBytes) {
  public OpTable {
    nodes = List.copyOf(nodes);
    types = List.copyOf(types);
  }

  /** The tables of a model whose FLOPs and bytes no graph tells. */
  public static OpTable of(TraceProfile profile) {
    return of(profile, node -> OptionalLong.empty(), node -> OptionalLong.empty());
  }

  /**
   * The tables.
   *
   * @param flops floating-point operations of a profile's node per run by the graph; empty when
   *     unknown
   * @param operandBytes bytes that it reads and writes per run; empty when unknown
   */
  public static OpTable of(
      TraceProfile profile,
      Function<NodeProfile, OptionalLong> flops,
      Function<NodeProfile, OptionalLong> operandBytes) {
    double[] totals = profile.opTotals().micros();
    double total = Arrays.stream(totals).sum();
    int runs = Math.max(1, profile.runs());
    List<NodeStats> nodes = new ArrayList<>();
    double[] medians = profile.nodes().stream().mapToDouble(node -> medianUs(node, runs)).toArray();
    double ofMedians = Arrays.stream(medians).sum();
    for (NodeProfile node : profile.nodes()) {
      NodeStats.Timing timing = timing(node, medians[node.order()], total, ofMedians);
      nodes.add(stats(node, runs, timing, flops.apply(node), operandBytes.apply(node)));
    }
    double[] memory = Arrays.stream(profile.memoryTotals()).asDoubleStream().toArray();
    return new OpTable(nodes, types(nodes, runs), Distribution.of(totals), Distribution.of(memory));
  }

  private static double medianUs(NodeProfile node, int runs) {
    return Distribution.median(
        Arrays.stream(node.nanosByRun(runs)).mapToDouble(nanos -> nanos / 1e3).toArray());
  }

  private static NodeStats.Timing timing(
      NodeProfile node, double median, double total, double ofMedians) {
    double sum = node.totalNanos() / 1e3;
    return new NodeStats.Timing(
        node.meanStartNanos() / 1e3,
        node.firstNanos() / 1e3,
        node.meanNanos() / 1e3,
        median,
        sum,
        total > 0 ? sum / total : 0,
        ofMedians > 0 ? median / ofMedians : 0);
  }

  private static NodeStats stats(
      NodeProfile node,
      int runs,
      NodeStats.Timing timing,
      OptionalLong flops,
      OptionalLong operandBytes) {
    OptionalLong executed = node.executedFlops(runs);
    return new NodeStats(
        node.name(),
        node.op(),
        node.order(),
        timing,
        new NodeStats.Memory(node.lastMemoryBytes(), node.meanMemoryBytes()),
        node.calls() / runs,
        new NodeStats.Work(flops, executed.isPresent() ? executed : flops, operandBytes),
        node.fused());
  }

  private static List<TypeStats> types(List<NodeStats> nodes, int runs) {
    Map<String, List<NodeStats>> byType = new LinkedHashMap<>();
    nodes.forEach(n -> byType.computeIfAbsent(n.type(), type -> new ArrayList<>()).add(n));
    return byType.entrySet().stream()
        .map(entry -> type(entry.getKey(), entry.getValue(), runs))
        .sorted(
            Comparator.comparingDouble(TypeStats::avgUs).reversed().thenComparing(TypeStats::type))
        .toList();
  }

  private static TypeStats type(String type, List<NodeStats> nodes, int runs) {
    return new TypeStats(
        type,
        nodes.size(),
        nodes.stream().mapToDouble(NodeStats::totalUs).sum() / runs,
        nodes.stream().mapToDouble(NodeStats::medianUs).sum(),
        nodes.stream().mapToDouble(NodeStats::share).sum(),
        nodes.stream().mapToDouble(NodeStats::medianShare).sum(),
        nodes.stream().mapToLong(NodeStats::memoryBytes).sum(),
        nodes.stream().mapToLong(NodeStats::timesCalled).sum(),
        nodes.stream().mapToLong(n -> n.graphFlops().orElse(0)).sum());
  }

  /** The nodes, slowest execution first. */
  public List<NodeStats> byTime() {
    return sorted(Comparator.comparingDouble(NodeStats::avgUs).reversed());
  }

  /** The nodes by memory, the largest first. */
  public List<NodeStats> byMemory() {
    return sorted(Comparator.comparingDouble(NodeStats::avgMemoryBytes).reversed());
  }

  private List<NodeStats> sorted(Comparator<NodeStats> order) {
    return nodes.stream().sorted(order.thenComparing(NodeStats::order)).toList();
  }
}
