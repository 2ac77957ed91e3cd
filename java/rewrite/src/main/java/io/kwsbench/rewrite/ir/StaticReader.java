package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what is static of a graph, and leaves the rest as it is. */
final class StaticReader {
  private final FrozenGraph graph;
  private final Map<TensorName, TensorSpec> feeds = new LinkedHashMap<>();
  private final List<TensorName> outputs;
  private final GraphReader reader;

  StaticReader(FrozenGraph graph, List<TensorSpec> feeds, List<TensorName> outputs) {
    this.graph = graph;
    this.outputs = outputs;
    this.reader = new GraphReader(graph, feeds);
    feeds.forEach(feed -> this.feeds.put(feed.name(), feed));
  }

  StaticPart read() {
    feeds.values().forEach(this::feed);
    Set<String> needed = needed();
    Map<String, Integer> counts = reader.outputCounts(outputs);
    List<Node> rest = new ArrayList<>();
    for (Node node : graph.nodes()) {
      if (needed.contains(node.name()) && !wasRead(node, counts)) {
        rest.add(node);
      }
    }
    Set<TensorName> ends = new LinkedHashSet<>(feeds.keySet());
    ends.addAll(outputs);
    rest.forEach(node -> ends.addAll(node.inputs()));
    ends.retainAll(reader.values().keySet());
    List<Value> values = ends.stream().map(reader.values()::get).toList();
    Value end = StaticPart.join(reader.builder(), values);
    return new StaticPart(reader.builder().build(end), List.copyOf(ends), rest);
  }

  /** Adds an input, which depends on nothing. */
  private void feed(TensorSpec feed) {
    graph.require(feed.name());
    if (feed.shape().isStatic()) {
      String name = feed.name().node();
      int[] shape = Arrays.stream(feed.shape().dims()).mapToInt(Math::toIntExact).toArray();
      IrNode placeholder = reader.builder().node("Placeholder", name, List.of(), Attrs.NONE);
      Value fed = reader.builder().output(placeholder, feed.dtype(), shape);
      reader.values().put(feed.name(), fed);
    }
  }

  /** The nodes that the outputs wait for, also through control inputs. */
  private Set<String> needed() {
    Set<String> needed = new HashSet<>();
    List<Node> open = new ArrayList<>();
    outputs.forEach(output -> push(output, open));
    while (!open.isEmpty()) {
      Node node = open.remove(open.size() - 1);
      if (needed.add(node.name())) {
        node.inputs().forEach(input -> push(input, open));
        node.controlInputs().forEach(control -> push(new TensorName(control, 0), open));
      }
    }
    return needed;
  }

  private void push(TensorName tensor, List<Node> open) {
    Node node = graph.require(tensor);
    if (!feeds.containsKey(tensor)) {
      open.add(node);
    }
  }

  private boolean wasRead(Node node, Map<String, Integer> counts) {
    boolean readable =
        !GraphReader.CONTROL_FLOW.contains(node.op())
            && !node.op().startsWith("TensorArray")
            && node.controlInputs().stream().noneMatch(this::choosesABranch)
            && feeds.keySet().stream().noneMatch(feed -> feed.node().equals(node.name()))
            && reader.values().keySet().containsAll(node.inputs());
    if (!readable) {
      return false;
    }
    try {
      reader.read(node, counts.getOrDefault(node.name(), 1));
      return true;
    } catch (KwsException
        | ArithmeticException
        | IndexOutOfBoundsException
        | IllegalArgumentException e) {
      // nothing is lost: whoever takes the graph meets the node as it stands, and says what is
      // wrong
      return false;
    }
  }

  /** True if the nodes that wait for this one are in a branch of a condition or a loop. */
  private boolean choosesABranch(String control) {
    return graph
        .node(control)
        .filter(node -> node.op().equals("Switch") || isOfSwitch(node))
        .isPresent();
  }

  private boolean isOfSwitch(Node node) {
    return node.op().equals("Identity")
        && node.inputs().size() == 1
        && graph.require(node.inputs().get(0)).op().equals("Switch");
  }
}
