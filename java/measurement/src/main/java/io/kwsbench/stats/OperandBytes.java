package io.kwsbench.stats;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.NodeProfile;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Counts the bytes that an op cannot avoid to move: every tensor that comes from outside of what it
 * was fused from, and every one that goes outside, each once. With the op's FLOPs this is its
 * arithmetic intensity (Williams, Waterman and Patterson, Roofline, 2009). Immutable.
 */
public final class OperandBytes {
  private final FrozenGraph graph;
  private final GraphShapes shapes;
  private final Map<TensorName, Set<String>> consumers = new HashMap<>();
  private final int runs;

  /**
   * @param runs traced runs, over which a node's executions are counted
   */
  public OperandBytes(FrozenGraph graph, GraphShapes shapes, int runs) {
    this.graph = graph;
    this.shapes = shapes;
    this.runs = Math.max(1, runs);
    for (Node node : graph.nodes()) {
      for (TensorName input : node.inputs()) {
        consumers.computeIfAbsent(input, name -> new HashSet<>()).add(node.name());
      }
    }
  }

  /** Bytes a run of an observed node; empty when a shape or a node is not known. */
  public OptionalLong of(NodeProfile observed) {
    Set<String> inside = new LinkedHashSet<>(observed.fused());
    if (inside.isEmpty()) {
      inside.add(observed.name());
    }
    Set<TensorName> moved = new LinkedHashSet<>();
    for (String name : inside) {
      Optional<Node> node = graph.node(name);
      if (node.isEmpty()) {
        return OptionalLong.empty();
      }
      node.get().inputs().stream()
          .filter(input -> !inside.contains(input.node()))
          .forEach(moved::add);
      moved.addAll(outgoing(name, inside));
    }
    long sum = 0;
    for (TensorName tensor : moved) {
      OptionalLong bytes = bytes(tensor);
      if (bytes.isEmpty()) {
        return bytes;
      }
      sum += bytes.getAsLong();
    }
    return OptionalLong.of(sum * Math.max(1, observed.calls() / runs));
  }

  private List<TensorName> outgoing(String name, Set<String> inside) {
    Set<TensorName> outputs = new LinkedHashSet<>();
    outputs.add(new TensorName(name, 0));
    for (int i = 1; shapes.spec(new TensorName(name, i)).isPresent(); i++) {
      outputs.add(new TensorName(name, i));
    }
    return outputs.stream()
        .filter(output -> !inside.containsAll(consumers.getOrDefault(output, Set.of(""))))
        .toList();
  }

  private OptionalLong bytes(TensorName tensor) {
    Optional<TensorSpec> spec = shapes.spec(tensor);
    if (spec.isEmpty() || spec.get().dtype() == DType.STRING) {
      return OptionalLong.empty();
    }
    OptionalLong elements = spec.get().shape().elements();
    return elements.isPresent()
        ? OptionalLong.of(elements.getAsLong() * spec.get().dtype().bytes())
        : elements;
  }
}
