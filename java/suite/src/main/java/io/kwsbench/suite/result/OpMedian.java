package io.kwsbench.suite.result;

import io.kwsbench.stats.OpTable;
import java.util.List;

/**
 * The time of one op, as a baseline keeps it.
 *
 * @param name the node, or the engine's step
 * @param type the op type, or the kernel
 * @param medianUs median time over traced runs, in microseconds
 * @param fused the graph's nodes that it stands for; empty for a node of the graph
 */
public record OpMedian(String name, String type, double medianUs, List<String> fused) {
  public OpMedian {
    fused = fused == null ? List.of() : List.copyOf(fused);
  }

  /** The times of all ops, in the order of a run. */
  public static List<OpMedian> of(OpTable ops) {
    return ops.nodes().stream()
        .map(node -> new OpMedian(node.name(), node.type(), node.medianUs(), node.fused()))
        .toList();
  }

  /** Returns whether it has a name, a type and a time: a file may hold anything. */
  public boolean isSound() {
    return name != null && type != null && Double.isFinite(medianUs) && medianUs >= 0;
  }
}
