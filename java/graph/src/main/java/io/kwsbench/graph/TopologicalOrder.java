package io.kwsbench.graph;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Orders nodes so that each comes after its inputs, data and control (Kahn 1962).
 *
 * <p>TensorFlow 1's while loops are cycles through a {@code Merge} that a {@code NextIteration}
 * feeds; that edge alone is left out, so the loop's nodes stand between its {@code Enter}s and its
 * {@code Exit}s: an {@code Exit} comes after the {@code NextIteration} of its variable. Nodes that
 * are ready together keep the file's order.
 */
final class TopologicalOrder {
  private TopologicalOrder() {}

  /**
   * @throws KwsException when an input is missing or a cycle is no while loop
   */
  static List<Node> of(Map<String, Node> nodes, String source) {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<Node>> consumers = new HashMap<>();
    for (Node node : nodes.values()) {
      int count = 0;
      for (TensorName input : node.inputs()) {
        count += edge(nodes, consumers, input.node(), node, source);
      }
      Optional<String> lastIteration = lastIteration(nodes, node);
      if (lastIteration.isPresent()) {
        count += edge(nodes, consumers, lastIteration.get(), node, source);
      }
      for (String control : node.controlInputs()) {
        count += edge(nodes, consumers, control, node, source);
      }
      waiting.put(node.name(), count);
    }
    return order(nodes, waiting, consumers, source);
  }

  /** The {@code NextIteration} of the loop variable that an {@code Exit} hands out. */
  private static Optional<String> lastIteration(Map<String, Node> nodes, Node exit) {
    return Optional.of(exit)
        .filter(node -> node.op().equals("Exit"))
        .flatMap(node -> firstInput(nodes, node))
        .filter(node -> node.op().equals("Switch"))
        .flatMap(node -> firstInput(nodes, node))
        .filter(node -> node.op().equals("Merge") && node.inputs().size() > 1)
        .map(merge -> nodes.get(merge.inputs().get(1).node()))
        .filter(node -> node.op().equals("NextIteration"))
        .map(Node::name);
  }

  private static Optional<Node> firstInput(Map<String, Node> nodes, Node node) {
    return node.inputs().stream().findFirst().map(input -> nodes.get(input.node()));
  }

  private static int edge(
      Map<String, Node> nodes,
      Map<String, List<Node>> consumers,
      String from,
      Node to,
      String source) {
    Node producer = nodes.get(from);
    if (producer == null) {
      throw new KwsException(
          source + ": node " + to.name() + " takes " + from + ", which the graph lacks");
    }
    if (isBackEdge(producer, to)) {
      return 0;
    }
    consumers.computeIfAbsent(from, name -> new ArrayList<>()).add(to);
    return 1;
  }

  private static boolean isBackEdge(Node from, Node to) {
    return from.op().equals("NextIteration") && to.op().equals("Merge");
  }

  private static List<Node> order(
      Map<String, Node> nodes,
      Map<String, Integer> waiting,
      Map<String, List<Node>> consumers,
      String source) {
    ArrayDeque<Node> ready = new ArrayDeque<>();
    nodes.values().stream().filter(n -> waiting.get(n.name()) == 0).forEach(ready::add);
    List<Node> order = new ArrayList<>(nodes.size());
    while (!ready.isEmpty()) {
      Node node = ready.poll();
      order.add(node);
      for (Node consumer : consumers.getOrDefault(node.name(), List.of())) {
        if (waiting.merge(consumer.name(), -1, Integer::sum) == 0) {
          ready.add(consumer);
        }
      }
    }
    if (order.size() < nodes.size()) {
      Node stuck =
          nodes.values().stream().filter(n -> waiting.get(n.name()) > 0).findFirst().orElseThrow();
      throw new KwsException(
          source + ": node " + stuck.name() + " stands in or behind a cycle that is no while loop");
    }
    return order;
  }
}
