package io.kwsbench.graph.rewrite;

import io.kwsbench.graph.ir.IrGraph;
import io.kwsbench.graph.ir.Value;
import java.util.Map;

/** Which values of a graph something takes. */
record IrNodes(Map<Value, Integer> uses) {
  static IrNodes of(IrGraph graph) {
    return new IrNodes(graph.uses());
  }

  boolean isTaken(Value value) {
    return uses.containsKey(value);
  }
}
