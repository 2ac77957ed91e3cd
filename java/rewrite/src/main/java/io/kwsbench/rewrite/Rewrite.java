package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One pass over a graph: a copy, node by node, in which a pass may put something else in a node's
 * place. What takes its place has the same shape.
 */
abstract class Rewrite {
  private Map<Value, Integer> uses;
  private IrBuilder graph;
  private int replacements;

  /** The graph after the pass, and how many nodes were replaced; the same object when none was. */
  final GraphPass.Result apply(IrGraph old) {
    uses = old.uses();
    graph = new IrBuilder();
    replacements = 0;
    Map<Value, Value> made = new HashMap<>();
    for (IrNode node : old.nodes()) {
      graph.setScope(node.scope());
      graph.setOrigins(node.origins());
      List<Value> inputs = node.inputs().stream().map(made::get).toList();
      List<Value> outputs = outputs(node, inputs);
      for (int i = 0; i < outputs.size(); i++) {
        made.put(node.output(i), outputs.get(i));
      }
      if (old.kept().contains(node)) {
        graph.keep(outputs.get(0).node());
      }
    }
    graph.setScope("");
    graph.setOrigins(List.of());
    IrGraph result = graph.build(made.get(old.output()));
    return new GraphPass.Result(replacements == 0 ? old : result, replacements);
  }

  private List<Value> outputs(IrNode node, List<Value> inputs) {
    List<Value> replaced = node.constant() == null ? replace(node, inputs) : null;
    if (replaced == null) {
      List<Value> copies = graph.copy(node, inputs).outputs();
      copied(node, inputs, copies);
      return copies;
    }
    requireSameShapes(node, replaced);
    replacements++;
    return replaced;
  }

  private void requireSameShapes(IrNode node, List<Value> replaced) {
    List<Value> before = node.outputs();
    for (int i = 0; i < before.size(); i++) {
      if (!replaced.get(i).hasShape(before.get(i).shape())) {
        throw new IllegalStateException(
            getClass().getSimpleName() + " put " + replaced + " in the place of " + before);
      }
    }
  }

  /**
   * The replacement of a node.
   *
   * @param node of the old graph
   * @param inputs its inputs in the new one
   * @return new outputs, or null to leave the node as it is
   */
  abstract List<Value> replace(IrNode node, List<Value> inputs);

  /** Told of every node that was left as it is. */
  void copied(IrNode node, List<Value> inputs, List<Value> outputs) {}

  /** The graph that is being made. */
  final IrBuilder graph() {
    return graph;
  }

  /** Returns whether nothing but one input takes this value of the old graph. */
  final boolean usedOnce(Value old) {
    return uses.getOrDefault(old, 0) == 1;
  }

  /** Returns whether anything takes this value of the old graph. */
  final boolean isUsed(Value old) {
    return uses.containsKey(old);
  }

  /** The value as a list; null if there is none. */
  static List<Value> orNull(Value value) {
    return value == null ? null : List.of(value);
  }
}
