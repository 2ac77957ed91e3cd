package io.kwsbench.compile.ir;

import io.kwsbench.graph.TensorName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Operations in the order in which they run.
 *
 * @param feeds what is given before a run, by the graph's name
 * @param ops each after those that make its inputs
 * @param fetches what a run is for, by the graph's name
 */
public record Program(
    Map<TensorName, Tensor> feeds, List<Op> ops, Map<TensorName, Tensor> fetches) {
  public Program {
    feeds = new LinkedHashMap<>(feeds);
    ops = List.copyOf(ops);
    fetches = new LinkedHashMap<>(fetches);
  }

  public Program withOps(List<Op> others) {
    return new Program(feeds, others, fetches);
  }

  /** The same without operations whose outputs nothing needs. */
  public Program withoutDeadOps() {
    Set<Tensor> needed = new HashSet<>(fetches.values());
    List<Op> kept = new ArrayList<>();
    for (int i = ops.size() - 1; i >= 0; i--) {
      Op op = ops.get(i);
      if (op.outputs().stream().anyMatch(needed::contains)) {
        needed.addAll(op.inputs());
        kept.add(op);
      }
    }
    Collections.reverse(kept);
    return kept.size() == ops.size() ? this : withOps(kept);
  }
}
