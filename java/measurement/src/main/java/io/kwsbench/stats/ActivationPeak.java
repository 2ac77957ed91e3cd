package io.kwsbench.stats;

import io.kwsbench.engine.OpTrace;
import io.kwsbench.engine.RunTrace;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The most bytes of activations that were alive at one moment of a traced run.
 *
 * <p>What an op asked the allocator for is taken to live from the op's start until its last
 * consumer ends. An op that asked for nothing works in its input's buffer (Reshape, Relu in place),
 * which so lives on until the consumers of that op end. Consumers come from the graph; nodes of the
 * graph that the engine folded away are looked through.
 */
public final class ActivationPeak {
  private final Map<String, List<OpTrace>> traced = new HashMap<>();
  private final Map<String, Set<String>> consumers = new HashMap<>();
  private final Map<String, Long> ends = new HashMap<>();

  private ActivationPeak(FrozenGraph graph, RunTrace trace) {
    for (OpTrace op : trace.ops()) {
      traced.computeIfAbsent(op.name(), name -> new ArrayList<>()).add(op);
    }
    for (Node node : graph.nodes()) {
      for (TensorName input : node.inputs()) {
        consumers.computeIfAbsent(input.node(), name -> new HashSet<>()).add(node.name());
      }
    }
  }

  /** The peak in bytes. */
  public static long of(FrozenGraph graph, RunTrace trace) {
    return new ActivationPeak(graph, trace).peak(trace);
  }

  private record Change(long nanos, long bytes) {}

  private long peak(RunTrace trace) {
    List<Change> changes = new ArrayList<>();
    for (OpTrace op : trace.ops()) {
      if (op.memoryBytes() > 0) {
        changes.add(new Change(op.startNanos(), op.memoryBytes()));
        changes.add(new Change(Math.max(end(op), lastUse(op.name())), -op.memoryBytes()));
      }
    }
    // at one moment, what is made counts before what is freed
    changes.sort(
        Comparator.comparingLong(Change::nanos)
            .thenComparing(Comparator.comparingLong(Change::bytes).reversed()));
    long alive = 0;
    long peak = 0;
    for (Change change : changes) {
      alive += change.bytes();
      peak = Math.max(peak, alive);
    }
    return peak;
  }

  private static long end(OpTrace op) {
    return op.startNanos() + op.nanos();
  }

  /**
   * The end of the last op that reads the output of {@code name}, through ops that work in place.
   */
  private long lastUse(String name) {
    Long known = ends.get(name);
    if (known != null) {
      return known;
    }
    long last = 0;
    Set<String> seen = new HashSet<>(Set.of(name));
    ArrayDeque<String> queue = new ArrayDeque<>(consumers.getOrDefault(name, Set.of()));
    while (!queue.isEmpty()) {
      String consumer = queue.poll();
      if (!seen.add(consumer)) {
        continue;
      }
      List<OpTrace> runs = traced.getOrDefault(consumer, List.of());
      for (OpTrace run : runs) {
        last = Math.max(last, end(run));
      }
      if (runs.stream().allMatch(run -> run.memoryBytes() == 0)) {
        queue.addAll(consumers.getOrDefault(consumer, Set.of()));
      }
    }
    ends.put(name, last);
    return last;
  }
}
