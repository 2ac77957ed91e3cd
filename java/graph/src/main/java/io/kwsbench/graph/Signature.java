package io.kwsbench.graph;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds a graph's inputs and outputs. */
final class Signature {
  private static final Set<String> NO_OUTPUT =
      Set.of(
          "NoOp",
          "Const",
          "Placeholder",
          "PlaceholderWithDefault",
          "PlaceholderV2",
          "Assert",
          "Enter",
          "Exit",
          "Merge",
          "Switch",
          "NextIteration",
          "LoopCond",
          "SaveV2",
          "RestoreV2",
          "TensorArrayCloseV3",
          "Print");
  private static final Set<String> PASSES_ON =
      Set.of("Identity", "Reshape", "Squeeze", "ExpandDims", "StopGradient", "Snapshot");
  private static final Set<String> PLACEHOLDERS = Set.of("Placeholder", "PlaceholderV2");

  private final FrozenGraph graph;

  Signature(FrozenGraph graph) {
    this.graph = graph;
  }

  /**
   * The inputs: a DecodeWav's samples and rate in place of its source, and the other placeholders
   * that the outputs need, in the graph's order.
   */
  List<TensorSpec> inputs() {
    Set<String> needed = neededNodes();
    List<TensorSpec> inputs = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (!needed.contains(node.name())) {
        continue;
      }
      if (node.op().equals("DecodeWav")) {
        inputs.addAll(decoded(node));
      } else if (PLACEHOLDERS.contains(node.op()) && !isState(node)) {
        DType dtype = node.typeAttr("dtype").orElse(DType.FLOAT);
        inputs.add(new TensorSpec(new TensorName(node.name(), 0), dtype, placeholderShape(node)));
      }
    }
    return List.copyOf(inputs);
  }

  private boolean isState(Node node) {
    return graph.states().stream()
        .anyMatch(state -> state.input().name().node().equals(node.name()));
  }

  /** TensorFlow 1 before 1.4 wrote an unknown shape as that of a scalar; strings mean it. */
  private static Shape placeholderShape(Node node) {
    Shape shape = node.shapeAttr("shape");
    boolean scalar = shape.equals(Shape.SCALAR);
    boolean text = node.typeAttr("dtype").filter(t -> t == DType.STRING).isPresent();
    return scalar && !text ? Shape.UNKNOWN : text && !shape.hasRank() ? Shape.SCALAR : shape;
  }

  private static List<TensorSpec> decoded(Node node) {
    long samples = Math.max(-1, node.intAttr("desired_samples", -1));
    long channels = Math.max(-1, node.intAttr("desired_channels", -1));
    return List.of(
        new TensorSpec(new TensorName(node.name(), 0), DType.FLOAT, Shape.of(samples, channels)),
        new TensorSpec(new TensorName(node.name(), 1), DType.INT32, Shape.SCALAR));
  }

  /** Nodes that the outputs need when every DecodeWav's outputs are given. */
  private Set<String> neededNodes() {
    Set<String> seen = new HashSet<>();
    ArrayDeque<String> queue = new ArrayDeque<>();
    outputs().forEach(output -> queue.add(output.node()));
    while (!queue.isEmpty()) {
      String name = queue.poll();
      if (!seen.add(name)) {
        continue;
      }
      Node node = graph.node(name).orElseThrow();
      if (!node.op().equals("DecodeWav")) {
        node.inputs().forEach(input -> queue.add(input.node()));
      }
    }
    return seen;
  }

  /** The sinks that are a softmax; without one, all that can be an output; in the file's order. */
  List<TensorName> outputs() {
    Set<String> consumed = new HashSet<>();
    graph.states().forEach(state -> consumed.add(state.output().node()));
    for (Node node : graph.nodes()) {
      node.inputs().forEach(input -> consumed.add(input.node()));
    }
    Set<Node> sinks =
        graph.def().getNodeList().stream()
            .map(node -> graph.node(node.getName()).orElseThrow())
            .filter(node -> !consumed.contains(node.name()) && !NO_OUTPUT.contains(node.op()))
            .filter(node -> !isPivot(node))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<Node> softmax = new LinkedHashSet<>(sinks);
    softmax.removeIf(node -> !isSoftmax(node));
    return (softmax.isEmpty() ? sinks : softmax)
        .stream().map(node -> new TensorName(node.name(), 0)).toList();
  }

  /** The identities to which {@code tf.cond} attaches its branches; their values are unused. */
  private boolean isPivot(Node node) {
    return node.op().equals("Identity")
        && node.inputs().stream()
            .anyMatch(in -> graph.node(in.node()).orElseThrow().op().equals("Switch"));
  }

  private boolean isSoftmax(Node sink) {
    Node node = sink;
    // bounded: a chain longer than the graph would be a cycle
    for (int hops = 0; hops < 16 && PASSES_ON.contains(node.op()); hops++) {
      if (node.inputs().isEmpty()) {
        break;
      }
      node = graph.node(node.inputs().get(0).node()).orElseThrow();
    }
    return node.op().equals("Softmax") || sink.name().toLowerCase(Locale.ROOT).contains("softmax");
  }
}
