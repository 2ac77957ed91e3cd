package io.kwsbench.report.internal.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.stats.NodeStats;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One traced run for the page: of those that were kept, the one with the median time. An op is a
 * row of four numbers, because a recurrent graph has thousands: its place in the table of ops, its
 * start and its time in microseconds, and the lane of its thread.
 */
public final class Timeline {
  private Timeline() {}

  /** The run as JSON; empty when no run was traced. */
  public static Optional<ObjectNode> of(List<NodeStats> nodes, List<RunTrace> traces) {
    if (traces.isEmpty()) {
      return Optional.empty();
    }
    List<RunTrace> sorted =
        traces.stream().sorted(Comparator.comparingLong(RunTrace::wallNanos)).toList();
    RunTrace run = sorted.get(sorted.size() / 2);
    Map<String, Integer> places = new HashMap<>();
    nodes.forEach(node -> places.put(node.name(), places.size()));
    Map<Integer, Integer> lanes = new HashMap<>();
    ObjectNode timeline = JsonNodeFactory.instance.objectNode();
    timeline.put("wall_us", run.wallNanos() / 1e3);
    ArrayNode rows = timeline.putArray("ops");
    for (OpTrace op : run.ops()) {
      Integer lane = lanes.computeIfAbsent(op.thread(), thread -> lanes.size());
      ArrayNode row = rows.addArray();
      row.add(places.getOrDefault(op.name(), -1)).add(op.startNanos() / 1e3);
      row.add(op.nanos() / 1e3).add(lane);
    }
    return Optional.of(timeline.put("threads", lanes.size()));
  }
}
