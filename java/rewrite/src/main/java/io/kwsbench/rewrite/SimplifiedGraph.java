package io.kwsbench.rewrite;

import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.StaticPart;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A frozen graph as passes have left it, with what stands for the tensors of the frozen one. Not
 * written anywhere: a compiler reads its nodes. Immutable.
 */
public final class SimplifiedGraph {
  private final FrozenGraph frozen;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Literal> constants = new HashMap<>();
  private final Map<String, List<String>> origins = new HashMap<>();
  private final Map<TensorName, TensorName> places = new HashMap<>();

  private SimplifiedGraph(FrozenGraph frozen) {
    this.frozen = frozen;
  }

  /** A graph as it is. */
  public static SimplifiedGraph asItIs(FrozenGraph graph) {
    SimplifiedGraph same = new SimplifiedGraph(graph);
    graph.nodes().forEach(node -> same.nodes.put(node.name(), node));
    return same;
  }

  /** A graph whose static part has been rewritten. */
  public static SimplifiedGraph of(FrozenGraph graph, StaticPart part) {
    SimplifiedGraph simple = new SimplifiedGraph(graph);
    Map<IrNode, String> names = names(part);
    part.nodes().forEach(node -> simple.put(node, names));
    List<Value> values = part.values();
    for (int i = 0; i < values.size(); i++) {
      simple.places.put(part.ends().get(i), name(values.get(i), names));
    }
    part.rest().forEach(simple::put);
    return simple;
  }

  /** Names that no node of the rest has; of nodes that stand for one the last has its name. */
  private static Map<IrNode, String> names(StaticPart part) {
    Set<String> taken = new HashSet<>();
    part.rest().forEach(node -> taken.add(node.name()));
    Map<IrNode, String> names = new HashMap<>();
    List<IrNode> nodes = part.nodes();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      String wanted = wanted(nodes.get(i));
      String name = wanted;
      for (int k = 1; !taken.add(name); k++) {
        name = wanted + "_" + k;
      }
      names.put(nodes.get(i), name);
    }
    return names;
  }

  /** The name of the last node that it stands for. */
  private static String wanted(IrNode node) {
    List<String> origins = node.origins();
    // what is fed is fed by its own name, also where an identity of it is gone
    boolean fed = node.inputs().isEmpty();
    boolean named = fed || origins.isEmpty() || Views.isView(node.output(0));
    return named ? node.name() : origins.get(origins.size() - 1);
  }

  private static TensorName name(Value value, Map<IrNode, String> names) {
    return new TensorName(names.get(value.node()), value.index());
  }

  private void put(IrNode node, Map<IrNode, String> names) {
    String name = names.get(node);
    List<TensorName> inputs = node.inputs().stream().map(input -> name(input, names)).toList();
    nodes.put(name, new Node(name, node.op(), inputs, List.of(), node.attrs().asMap()));
    origins.put(name, node.origins());
    if (node.constant() != null) {
      constants.put(name, node.constant());
    }
  }

  private void put(Node node) {
    List<TensorName> inputs = node.inputs().stream().map(this::place).toList();
    List<String> controls = node.controlInputs().stream().filter(nodes::containsKey).toList();
    nodes.put(node.name(), new Node(node.name(), node.op(), inputs, controls, node.attrs()));
  }

  /** The graph's name in messages. */
  public String source() {
    return frozen.source();
  }

  /** All nodes in topological order, as in {@link FrozenGraph#nodes()}. */
  public List<Node> nodes() {
    return new ArrayList<>(nodes.values());
  }

  /** The tensor in place of one of the frozen graph: often the same. */
  public TensorName place(TensorName tensor) {
    return places.getOrDefault(tensor, tensor);
  }

  /**
   * The node that a tensor comes from.
   *
   * @throws io.kwsbench.KwsException when the graph lacks it; the message has the nearest names
   */
  public Node require(TensorName tensor) {
    Node node = nodes.get(tensor.node());
    return node == null ? frozen.require(tensor) : node;
  }

  /**
   * The value of a {@code Const} node; empty for other ops.
   *
   * @throws io.kwsbench.KwsException when the constant contradicts itself
   */
  public Optional<Literal> constant(Node node) {
    Literal known = constants.get(node.name());
    return known == null ? frozen.constant(node) : Optional.of(known);
  }

  /** Names of the frozen graph's nodes that a node stands for; its own where it is one of them. */
  public List<String> origins(String node) {
    List<String> known = origins.getOrDefault(node, List.of());
    return known.isEmpty() ? List.of(node) : known;
  }
}
