package io.kwsbench.tensorflow;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The nodes of the graph that an executed node replaces.
 *
 * <p>Grappler gives a fused node the name of the last of its parts ({@code
 * grappler/optimizers/remapper.cc}). So the parts of an executed node are itself and everything
 * that feeds it, back to the next executed nodes or fed tensors. A batch norm is the exception: it
 * keeps its own name when it takes in the activation that follows it. Parts that depend on
 * constants alone are left out: they were computed when the session was made. A node that grappler
 * invented stands for none.
 */
final class FusedNodes {
  private static final String BATCH_NORM = "FusedBatchNormEx";

  private final Map<String, Node> nodes = new HashMap<>();
  private final Set<String> constant = new HashSet<>();
  private final Map<String, List<String>> activations = new HashMap<>();
  private final Set<TensorName> feeds;

  FusedNodes(FrozenGraph graph, Set<TensorName> feeds) {
    this.feeds = Set.copyOf(feeds);
    for (Node node : graph.nodes()) {
      nodes.put(node.name(), node);
    }
    findConstant(graph);
    findActivations(graph);
  }

  private void findActivations(FrozenGraph graph) {
    for (Node node : graph.nodes()) {
      if (node.op().equals("Relu") && !node.inputs().isEmpty()) {
        String input = node.inputs().get(0).node();
        activations.computeIfAbsent(input, key -> new ArrayList<>()).add(node.name());
      }
    }
  }

  /** Nodes that depend on nothing but constants: a fixed point, as nodes may come in any order. */
  private void findConstant(FrozenGraph graph) {
    boolean grew = true;
    while (grew) {
      grew = false;
      for (Node node : graph.nodes()) {
        if (!constant.contains(node.name()) && isConstant(node)) {
          grew |= constant.add(node.name());
        }
      }
    }
  }

  private boolean isConstant(Node node) {
    return node.op().equals("Const")
        || (!node.inputs().isEmpty()
            && node.inputs().stream().allMatch(input -> constant.contains(input.node())));
  }

  /**
   * The parts of every node of one run.
   *
   * @param executed the op type that ran under each name, in the order of the run
   */
  Assignment assign(Map<String, String> executed) {
    Map<String, List<String>> parts = new HashMap<>();
    Set<String> taken = new HashSet<>();
    executed.forEach(
        (name, op) ->
            parts.put(name, op.endsWith(BATCH_NORM) ? activationOf(name, taken) : List.of()));
    for (String name : executed.keySet()) {
      if (nodes.containsKey(name)) {
        List<String> all = partsOf(name, executed.keySet(), taken);
        all.addAll(parts.get(name));
        parts.put(name, all);
      }
    }
    return new Assignment(parts);
  }

  private List<String> activationOf(String batchNorm, Set<String> taken) {
    return activations.getOrDefault(batchNorm, List.of()).stream().filter(taken::add).toList();
  }

  /** Walks back from {@code name}; a part that two nodes share goes to the one that ran first. */
  private List<String> partsOf(String name, Set<String> ran, Set<String> taken) {
    List<String> parts = new ArrayList<>(List.of(name));
    Deque<Node> open = new ArrayDeque<>(List.of(nodes.get(name)));
    while (!open.isEmpty()) {
      for (TensorName input : open.pop().inputs()) {
        Node part = nodes.get(input.node());
        boolean boundary = part == null || feeds.contains(input) || ran.contains(part.name());
        if (!boundary && !constant.contains(part.name()) && taken.add(part.name())) {
          parts.add(part.name());
          open.push(part);
        }
      }
    }
    return parts;
  }

  /** The parts of the nodes of one run, by name. */
  record Assignment(Map<String, List<String>> parts) {
    List<String> of(String node) {
      return parts.getOrDefault(node, List.of());
    }
  }
}
