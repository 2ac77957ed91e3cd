package io.kwsbench.tensorflow;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tensorflow.proto.AllocatorMemoryUsed;
import org.tensorflow.proto.DeviceStepStats;
import org.tensorflow.proto.NodeExecStats;
import org.tensorflow.proto.NodeOutput;
import org.tensorflow.proto.RunMetadata;

/**
 * Turns TensorFlow's step statistics into a trace, by the rules of its StatSummarizer ({@code
 * tensorflow/core/util/stat_summarizer.cc}).
 *
 * <ul>
 *   <li>Statistics of {@code /host:CPU} repeat the executor's own and are left out, as are those of
 *       single GPU streams.
 *   <li>The op type is what stands between {@code " = "} and {@code "("} in the timeline label,
 *       {@code <>} where there is no label. It is what ran: {@code _FusedConv2D}, not {@code
 *       Conv2D}.
 *   <li>Start is where the executor took the node up ({@code all_start}), relative to the first
 *       node's; time runs to {@code all_end_rel} (StatSummarizer's measure; here in nanoseconds).
 *   <li>Memory is the sum of {@code total_bytes} over the allocators that the node used.
 *   <li>A node in a loop appears once for each execution; summing by name is the report's work.
 * </ul>
 */
final class TraceReader {
  private final FusedNodes fusedNodes;

  TraceReader(FrozenGraph graph, Set<TensorName> feeds) {
    this.fusedNodes = new FusedNodes(graph, feeds);
  }

  /** The trace of one run. */
  RunTrace read(long wallNanos, RunMetadata metadata) {
    List<NodeExecStats> stats = new ArrayList<>();
    for (DeviceStepStats device : metadata.getStepStats().getDevStatsList()) {
      if (counts(device.getDevice())) {
        stats.addAll(device.getNodeStatsList());
      }
    }
    stats.sort(Comparator.comparingLong(TraceReader::startNanos));
    long first = stats.isEmpty() ? 0 : startNanos(stats.get(0));
    Map<String, String> executed = new LinkedHashMap<>();
    for (NodeExecStats node : stats) {
      executed.putIfAbsent(node.getNodeName(), opType(node.getTimelineLabel()));
    }
    FusedNodes.Assignment fused = fusedNodes.assign(executed);
    return new RunTrace(
        wallNanos, stats.stream().map(node -> toTrace(node, first, fused)).toList());
  }

  private static boolean counts(String device) {
    boolean singleStream = device.contains("/stream") && !device.contains("/stream:all");
    return !singleStream && !device.contains("/host:CPU");
  }

  private static long startNanos(NodeExecStats node) {
    long nanos = node.getAllStartNanos();
    return nanos != 0 ? nanos : node.getAllStartMicros() * 1000;
  }

  private static OpTrace toTrace(NodeExecStats node, long first, FusedNodes.Assignment fused) {
    long nanos = node.getAllEndRelNanos();
    return new OpTrace(
        node.getNodeName(),
        opType(node.getTimelineLabel()),
        startNanos(node) - first,
        nanos != 0 ? nanos : node.getAllEndRelMicros() * 1000,
        node.getMemoryList().stream().mapToLong(AllocatorMemoryUsed::getTotalBytes).sum(),
        outputBytes(node.getOutputList()),
        node.getThreadId(),
        fused.of(node.getNodeName()));
  }

  /** The op type of a label such as {@code conv/Relu = _FusedConv2D(x, w, b)}. */
  static String opType(String label) {
    int start = label.indexOf(" = ");
    int end = start < 0 ? -1 : label.indexOf('(', start + 3);
    return end < 0 ? "<>" : label.substring(start + 3, end);
  }

  private static List<Long> outputBytes(List<NodeOutput> outputs) {
    return outputs.stream()
        .sorted(Comparator.comparingInt(NodeOutput::getSlot))
        .map(o -> o.getTensorDescription().getAllocationDescription().getRequestedBytes())
        .toList();
  }
}
