package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Node;
import io.kwsbench.program.Op;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.rewrite.SimplifiedGraph;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a program of a graph: lowers what the fetches need, each node once, each while loop as
 * often as it runs.
 */
public final class Lowering {
  private final SimplifiedGraph graph;
  private final LoopFrames frames;
  private final NodeLowering lowering;
  private final Map<TensorName, LoweredValue> known = new HashMap<>();
  private final Set<String> done = new HashSet<>();
  private final Set<String> waiting = new HashSet<>();

  private Lowering(SimplifiedGraph graph) {
    this.graph = graph;
    this.frames = new LoopFrames(graph);
    this.lowering = new NodeLowering(graph);
  }

  /**
   * Lowers a graph.
   *
   * @param feeds what is given before a run, with static shapes (strings are scalars)
   * @param fetches what a run computes
   * @throws KwsException when a name is not in the graph, or the engine lacks something that the
   *     fetches need; the message names the node
   */
  public static Program lower(
      SimplifiedGraph graph, List<TensorSpec> feeds, List<TensorName> fetches) {
    try {
      return new Lowering(graph).run(feeds, fetches);
    } catch (KwsException e) {
      String message = e.getMessage();
      throw message.startsWith(graph.source())
          ? e
          : new KwsException(graph.source() + ": " + message, e);
    }
  }

  private Program run(List<TensorSpec> feeds, List<TensorName> fetches) {
    Map<TensorName, Tensor> fed = new LinkedHashMap<>();
    for (TensorSpec feed : feeds) {
      graph.require(graph.place(feed.name()));
      if (!feed.shape().isStatic()) {
        throw new KwsException("feed " + feed + " has no static shape");
      }
      Tensor tensor = Tensor.of(feed.name().toString(), feed.dtype(), feed.shape());
      fed.put(feed.name(), tensor);
      known.put(graph.place(feed.name()), new LoweredValue.Known(tensor));
    }
    Map<TensorName, Tensor> fetched = new LinkedHashMap<>();
    for (TensorName fetch : fetches) {
      TensorName place = graph.place(fetch);
      Node node = graph.require(place);
      if (!known.containsKey(place)) {
        require(place);
      }
      fetched.put(fetch, NodeLowering.tensor(node, symbol(place)));
    }
    Program program = new Program(fed, ops(), fetched).withoutDeadOps();
    RandomLowering.requireNone(program);
    return program;
  }

  /** The operations, which stand for nodes of the frozen graph. */
  private List<Op> ops() {
    return lowering.ops().stream()
        .map(
            op ->
                op.withNodes(
                    op.nodes().stream().flatMap(node -> graph.origins(node).stream()).toList()))
        .toList();
  }

  private LoweredValue symbol(TensorName name) {
    LoweredValue symbol = known.get(name);
    if (symbol == null
        && known.get(new TensorName(name.node(), 0)) instanceof LoweredValue.Dead dead) {
      return dead;
    }
    if (symbol == null) {
      throw new KwsException("node " + name.node() + " has no output " + name.index());
    }
    return symbol;
  }

  /** Lowers whatever a tensor needs; by an explicit stack, since graphs may be deep. */
  private void require(TensorName fetch) {
    Deque<Node> stack = new ArrayDeque<>();
    stack.push(graph.require(fetch));
    while (!stack.isEmpty()) {
      Node node = stack.peek();
      if (isDone(node)) {
        stack.pop();
        continue;
      }
      List<Node> missing =
          dependencies(node).stream()
              .filter(input -> !known.containsKey(input))
              .map(graph::require)
              .filter(producer -> !isDone(producer))
              .toList();
      if (missing.isEmpty()) {
        execute(node);
        stack.pop();
      } else if (!waiting.add(unit(node))) {
        throw new KwsException("node " + node.name() + " (" + node.op() + "): it waits for itself");
      }
      missing.forEach(stack::push);
    }
  }

  /** The unit of lowering: a node, or the whole loop that contains it. */
  private String unit(Node node) {
    String frame = frames.of(node);
    return frame.equals(LoopFrames.ROOT) ? "node " + node.name() : "loop " + frame;
  }

  private boolean isDone(Node node) {
    return done.contains(node.name());
  }

  /** The prerequisites of a node: all that enters a loop, for the Exit of a loop. */
  private List<TensorName> dependencies(Node node) {
    String frame = frames.of(node);
    if (frame.equals(LoopFrames.ROOT)) {
      List<TensorName> needed = new ArrayList<>(node.inputs());
      needed.addAll(pivots(node));
      return needed;
    }
    return frames.nodes(frame).stream()
        .flatMap(inner -> inner.inputs().stream())
        .filter(input -> isOutside(frame, input))
        .distinct()
        .toList();
  }

  /** The control inputs that put a node without data inputs into a branch of a {@code tf.cond}. */
  private List<TensorName> pivots(Node node) {
    return node.controlInputs().stream()
        .map(control -> new TensorName(control, 0))
        .filter(
            control -> {
              Node pivot = graph.require(control);
              return pivot.op().equals("Identity")
                  && pivot.inputs().size() == 1
                  && graph.require(pivot.inputs().get(0)).op().equals("Switch")
                  && frames.of(pivot).equals(LoopFrames.ROOT);
            })
        .toList();
  }

  private boolean isOutside(String frame, TensorName input) {
    Node producer = graph.require(input);
    return !frames.of(producer).equals(frame);
  }

  private void execute(Node node) {
    String frame = frames.of(node);
    if (frame.equals(LoopFrames.ROOT)) {
      List<LoweredValue> inputs = node.inputs().stream().map(this::symbol).toList();
      List<LoweredValue> pivots = pivots(node).stream().map(this::symbol).toList();
      boolean dead = pivots.stream().anyMatch(LoweredValue.Dead.class::isInstance);
      put(node, dead ? List.of(new LoweredValue.Dead()) : within(node, pivots, inputs));
      return;
    }
    List<Node> body = frames.nodes(frame);
    body.forEach(inner -> done.add(inner.name()));
    new LoopUnroller(body, lowering, this::symbol)
        .run()
        .forEach((exit, symbol) -> known.put(new TensorName(exit, 0), symbol));
  }

  /** A node without data inputs is in the branches of its pivots. */
  private List<LoweredValue> within(
      Node node, List<LoweredValue> pivots, List<LoweredValue> inputs) {
    List<LoweredValue> outputs = lowering.lower(node, inputs);
    List<BranchPredicate> guards = BranchPredicate.of(pivots).orElse(List.of());
    return guards.isEmpty() || !inputs.isEmpty()
        ? outputs
        : NodeLowering.guarded(node, outputs, guards);
  }

  private void put(Node node, List<LoweredValue> outputs) {
    done.add(node.name());
    for (int i = 0; i < outputs.size(); i++) {
      known.putIfAbsent(new TensorName(node.name(), i), outputs.get(i));
    }
  }
}
