package io.kwsbench.freeze.optimize;

import io.kwsbench.freeze.ir.IrGraph;
import io.kwsbench.freeze.ir.Value;
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
