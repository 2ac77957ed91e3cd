package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.Inference;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads a frozen graph as one that passes can rewrite: what one output needs, with the names that
 * its nodes have.
 *
 * <p>Identities are left out, and integers that depend on constants alone are constants. Shapes
 * must be static, and nothing may loop, branch or wait for another node.
 */
public final class GraphReader {
  static final Set<String> CONTROL_FLOW =
      Set.of(
          "Switch",
          "RefSwitch",
          "Merge",
          "RefMerge",
          "Enter",
          "RefEnter",
          "Exit",
          "RefExit",
          "NextIteration",
          "LoopCond",
          "If",
          "StatelessIf",
          "While",
          "StatelessWhile",
          "PartitionedCall",
          "StatefulPartitionedCall");

  private final FrozenGraph graph;
  private final Map<TensorName, TensorInfo> fed;
  private final Inference inference = new Inference();
  private final IrBuilder builder = new IrBuilder();
  private final Map<TensorName, Value> values = new HashMap<>();

  GraphReader(FrozenGraph graph, List<TensorSpec> feeds) {
    this.graph = graph;
    this.fed =
        feeds.stream()
            .collect(
                Collectors.toMap(
                    TensorSpec::name, feed -> TensorInfo.of(feed.dtype(), feed.shape())));
  }

  /**
   * Reads a graph.
   *
   * @param feeds what is fed, with static shapes
   * @param output what is computed
   * @throws KwsException when the graph lacks a name, or cannot be rewritten; the message names the
   *     file and the node
   */
  public static IrGraph read(FrozenGraph graph, List<TensorSpec> feeds, TensorName output) {
    try {
      return new GraphReader(graph, feeds).read(output);
    } catch (KwsException e) {
      boolean named = e.getMessage().startsWith(graph.source());
      throw named ? e : new KwsException(graph.source() + ": " + e.getMessage(), e);
    }
  }

  private IrGraph read(TensorName output) {
    Set<String> needed = needed(graph.require(output));
    Map<String, Integer> outputs = outputCounts(List.of(output));
    for (Node node : graph.nodes()) {
      if (needed.contains(node.name())) {
        if (CONTROL_FLOW.contains(node.op()) || !node.controlInputs().isEmpty()) {
          throw bad(node, "it branches, loops or waits for another node");
        }
        read(node, outputs.getOrDefault(node.name(), 1));
      }
    }
    return builder.build(value(output));
  }

  /** The graph that is read into. */
  IrBuilder builder() {
    return builder;
  }

  /** The values that have been read so far. */
  Map<TensorName, Value> values() {
    return values;
  }

  private Set<String> needed(Node last) {
    Set<String> needed = new HashSet<>();
    List<Node> open = new ArrayList<>(List.of(last));
    while (!open.isEmpty()) {
      Node node = open.remove(open.size() - 1);
      if (needed.add(node.name())) {
        node.inputs().forEach(input -> open.add(graph.require(input)));
      }
    }
    return needed;
  }

  /** The number of outputs of each node up to its last used one. */
  Map<String, Integer> outputCounts(List<TensorName> wanted) {
    Map<String, Integer> counts = new HashMap<>();
    wanted.forEach(output -> counts.merge(output.node(), output.index() + 1, Math::max));
    for (Node node : graph.nodes()) {
      node.inputs().forEach(in -> counts.merge(in.node(), in.index() + 1, Math::max));
    }
    return counts;
  }

  /**
   * Reads a node whose inputs have been read.
   *
   * @throws KwsException when its shapes are not static
   */
  void read(Node node, int outputCount) {
    builder.setOrigins(List.of(node.name()));
    List<Value> inputs = node.inputs().stream().map(this::value).toList();
    TensorName first = new TensorName(node.name(), 0);
    boolean passesOn = node.op().equals("Identity") && !fed.containsKey(first);
    if (passesOn) {
      values.put(first, inputs.get(0));
      return;
    }
    List<TensorInfo> infos = infos(node, inputs, outputCount);
    Optional<Literal> known = infos.get(0).value().filter(v -> infos.size() == 1);
    if (known.filter(v -> isConstant(node, v)).isPresent()) {
      values.put(first, builder.constant(node.name(), known.get()));
      return;
    }
    IrNode made = builder.node(node.op(), node.name(), inputs, Attrs.of(node.attrs()));
    if (fed.keySet().stream().anyMatch(feed -> feed.node().equals(node.name()))) {
      builder.keep(made);
    }
    for (int i = 0; i < infos.size(); i++) {
      TensorInfo info = infos.get(i);
      int[] dims = info.shape().toInts();
      DType type = info.dtype().orElseThrow();
      values.put(new TensorName(node.name(), i), builder.output(made, type, dims));
    }
  }

  /** A constant of the graph, or an integer that something computes of constants. */
  private static boolean isConstant(Node node, Literal value) {
    return value.dtype() == DType.INT32
        || value.dtype() == DType.FLOAT && node.op().equals("Const");
  }

  /** All outputs, those too that nothing takes: equal nodes have equally many. */
  private List<TensorInfo> infos(Node node, List<Value> inputs, int outputCount) {
    List<TensorInfo> inferred = inferred(node, inputs);
    List<TensorInfo> infos = new ArrayList<>();
    for (int i = 0; i < Math.max(outputCount, inferred.size()); i++) {
      TensorInfo own = i < inferred.size() ? inferred.get(i) : TensorInfo.UNKNOWN;
      TensorInfo info = fed.getOrDefault(new TensorName(node.name(), i), own);
      if (isKnown(info)) {
        infos.add(info);
      } else if (i < outputCount) {
        throw bad(node, "its output " + i + " has no static shape, but " + info.shape());
      } else {
        break;
      }
    }
    return infos;
  }

  private static boolean isKnown(TensorInfo info) {
    return info.dtype().isPresent() && info.shape().elements().orElse(-1) >= 0;
  }

  private List<TensorInfo> inferred(Node node, List<Value> inputs) {
    if (node.op().equals("Const")) {
      return graph.constant(node).map(TensorInfo::of).map(List::of).orElse(List.of());
    }
    Function<Value, TensorInfo> info =
        value ->
            value.isConstant()
                ? TensorInfo.of(value.node().constant())
                : TensorInfo.of(value.type(), Shape.ofInts(value.shape()));
    return inference.infer(node, inputs.stream().map(info).toList());
  }

  private Value value(TensorName name) {
    Value value = values.get(name);
    if (value == null) {
      throw new KwsException("node " + name.node() + " has no output " + name.index());
    }
    return value;
  }

  private static KwsException bad(Node node, String reason) {
    return new KwsException("node " + node.name() + " (" + node.op() + "): " + reason);
  }
}
