package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Runs a TensorFlow 1 while loop when compiling: its body is lowered once an iteration, its
 * condition has to be known each time, which it is for loops that count.
 */
final class LoopUnroller {
  private static final int MAX_ITERATIONS = 20_000;

  private final List<Node> body;
  private final NodeLowering lowering;
  private final Function<TensorName, LoweredValue> outside;
  private final Map<String, Node> byName = new HashMap<>();
  private Map<TensorName, LoweredValue> previous = Map.of();

  /**
   * @param body the loop's nodes in topological order
   * @param outside what the loop uses from around it
   */
  LoopUnroller(List<Node> body, NodeLowering lowering, Function<TensorName, LoweredValue> outside) {
    this.body = body;
    this.lowering = lowering;
    this.outside = outside;
    body.forEach(node -> byName.put(node.name(), node));
  }

  /** The values of each Exit, by its name. */
  Map<String, LoweredValue> run() {
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      Map<TensorName, LoweredValue> values = iterate();
      Map<String, LoweredValue> exits = exits(values);
      if (!exits.isEmpty() || body.stream().noneMatch(node -> node.op().equals("Exit"))) {
        return exits;
      }
      previous = values;
    }
    throw new KwsException(
        "node " + body.get(0).name() + ": its loop runs more than " + MAX_ITERATIONS + " times");
  }

  private Map<TensorName, LoweredValue> iterate() {
    Map<TensorName, LoweredValue> values = new HashMap<>();
    for (Node node : body) {
      List<LoweredValue> inputs = inputs(node, values);
      List<LoweredValue> outputs = lowering.lower(node, inputs);
      for (int i = 0; i < outputs.size(); i++) {
        values.put(new TensorName(node.name(), i), outputs.get(i));
      }
    }
    return values;
  }

  private List<LoweredValue> inputs(Node node, Map<TensorName, LoweredValue> values) {
    List<LoweredValue> inputs = new ArrayList<>();
    for (TensorName input : node.inputs()) {
      Node producer = byName.get(input.node());
      boolean loopVariable = node.op().equals("Merge") && isBackEdge(producer);
      if (loopVariable) {
        inputs.add(previous.getOrDefault(input, new LoweredValue.Dead()));
      } else if (!previous.isEmpty() && isLoopVariable(node)) {
        inputs.add(new LoweredValue.Dead());
      } else if (producer == null) {
        inputs.add(outside.apply(input));
      } else {
        LoweredValue value = value(node, input, values);
        inputs.add(isLoopVariable(node) ? start(value) : value);
      }
    }
    return inputs;
  }

  /**
   * The initial value of a loop variable. The value of a constant state is hidden, so that the
   * first iteration is spelled as all others are.
   */
  private LoweredValue start(LoweredValue symbol) {
    boolean state =
        symbol instanceof LoweredValue.Known known
            && known.tensor().isConstant()
            && known.tensor().dtype() == DType.FLOAT
            && known.tensor().rank() >= 2;
    return state ? lowering.hidden(((LoweredValue.Known) symbol).tensor()) : symbol;
  }

  private boolean isLoopVariable(Node node) {
    return node.op().equals("Merge")
        && node.inputs().stream().anyMatch(input -> isBackEdge(byName.get(input.node())));
  }

  private static boolean isBackEdge(Node producer) {
    return producer != null && producer.op().equals("NextIteration");
  }

  private static LoweredValue value(
      Node node, TensorName input, Map<TensorName, LoweredValue> values) {
    LoweredValue symbol = values.get(input);
    if (values.get(new TensorName(input.node(), 0)) instanceof LoweredValue.Dead dead) {
      return symbol == null ? dead : symbol;
    }
    if (symbol == null) {
      throw new KwsException("node " + node.name() + ": it takes " + input + ", which is not made");
    }
    return symbol;
  }

  private Map<String, LoweredValue> exits(Map<TensorName, LoweredValue> values) {
    Map<String, LoweredValue> exits = new HashMap<>();
    for (Node node : body) {
      LoweredValue symbol = values.get(new TensorName(node.name(), 0));
      if (node.op().equals("Exit") && !(symbol instanceof LoweredValue.Dead)) {
        if (!symbol.guards().isEmpty()) {
          throw BranchLowering.bad(node, "the input decides whether its loop ends");
        }
        exits.put(node.name(), symbol);
      }
    }
    return exits;
  }
}
