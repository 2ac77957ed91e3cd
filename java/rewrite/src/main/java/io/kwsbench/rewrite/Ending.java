package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrGraph;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A graph with something appended to its output. */
public final class Ending {
  /** Appends to an output. */
  @FunctionalInterface
  public interface Maker {
    /** Appends to the old output and returns the new one. */
    Value append(IrBuilder graph, Value output);
  }

  private Ending() {}

  /** A copy of the graph with another end: what {@code maker} makes of its output. */
  public static IrGraph append(IrGraph graph, Maker maker) {
    IrBuilder builder = new IrBuilder();
    Map<Value, Value> made = new HashMap<>();
    for (IrNode node : graph.nodes()) {
      List<Value> inputs = node.inputs().stream().map(made::get).toList();
      IrNode copy = builder.copy(node, inputs);
      node.outputs().forEach(output -> made.put(output, copy.output(output.index())));
      if (graph.kept().contains(node)) {
        builder.keep(copy);
      }
    }
    return builder.build(maker.append(builder, made.get(graph.output())));
  }
}
