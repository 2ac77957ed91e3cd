package io.kwsbench.stats;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The nodes of a graph that run once per iteration of a while loop: those from Enter to Exit. */
final class LoopNodes {
  private static final Set<String> ENTERS = Set.of("Enter", "RefEnter");
  private static final Set<String> EXITS = Set.of("Exit", "RefExit");

  private LoopNodes() {}

  static Set<String> of(FrozenGraph graph) {
    Map<String, Set<Node>> consumers = new HashMap<>();
    for (Node node : graph.nodes()) {
      node.inputs()
          .forEach(in -> consumers.computeIfAbsent(in.node(), n -> new HashSet<>()).add(node));
    }
    Set<String> inside =
        graph.nodes().stream()
            .filter(node -> ENTERS.contains(node.op()))
            .map(Node::name)
            .collect(Collectors.toCollection(HashSet::new));
    ArrayDeque<String> queue = new ArrayDeque<>(inside);
    while (!queue.isEmpty()) {
      for (Node next : consumers.getOrDefault(queue.poll(), Set.of())) {
        if (!EXITS.contains(next.op()) && inside.add(next.name())) {
          queue.add(next.name());
        }
      }
    }
    return Set.copyOf(inside);
  }
}
