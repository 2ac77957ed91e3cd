package io.kwsbench.rewrite.ir;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph: what its output needs, every node after its inputs.
 *
 * @param nodes no others than {@code output} or {@code kept} depend on
 * @param output what the graph computes
 * @param kept nodes that stay whether the output needs them or not
 */
public record IrGraph(List<IrNode> nodes, Value output, Set<IrNode> kept) {
  public IrGraph {
    nodes = needed(nodes, output, kept);
    kept = Set.copyOf(kept);
  }

  private static List<IrNode> needed(List<IrNode> nodes, Value output, Set<IrNode> kept) {
    Map<IrNode, Boolean> seen = new IdentityHashMap<>();
    List<IrNode> open = new ArrayList<>(kept);
    open.add(output.node());
    while (!open.isEmpty()) {
      IrNode node = open.remove(open.size() - 1);
      if (seen.put(node, true) == null) {
        node.inputs().forEach(input -> open.add(input.node()));
      }
    }
    return nodes.stream().filter(seen::containsKey).toList();
  }

  /** The number of inputs that take each value; the graph's output counts as one. */
  public Map<Value, Integer> uses() {
    Map<Value, Integer> uses = new HashMap<>();
    nodes.forEach(node -> node.inputs().forEach(input -> uses.merge(input, 1, Integer::sum)));
    uses.merge(output, 1, Integer::sum);
    return uses;
  }
}
