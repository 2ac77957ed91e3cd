package io.kwsbench.rewrite.ir;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import java.util.List;

/**
 * The part of a frozen graph that passes can rewrite. All other nodes stay as they are: those of
 * loops and branches, and what depends on them.
 *
 * @param graph ends in a node that takes what stands for {@code ends}, in their order
 * @param ends tensors that others need: what is fed, what is computed, what {@code rest} takes
 * @param rest nodes as they stand, each after its inputs
 */
public record StaticPart(IrGraph graph, List<TensorName> ends, List<Node> rest) {
  /** No operation of TensorFlow's: it only holds on to the ends of a graph. */
  private static final String ENDS = "Ends";

  public StaticPart {
    ends = List.copyOf(ends);
    rest = List.copyOf(rest);
  }

  /**
   * Reads what some outputs need.
   *
   * @param feeds what is fed; it takes the place of what would compute it
   * @throws io.kwsbench.KwsException when the graph lacks a name
   */
  public static StaticPart of(FrozenGraph graph, List<TensorSpec> feeds, List<TensorName> outputs) {
    return new StaticReader(graph, feeds, outputs).read();
  }

  /** A node that holds on to several ends, for graphs that have one output. */
  public static Value join(IrBuilder graph, List<Value> ends) {
    return graph.add(ENDS, DType.FLOAT, ends, Attrs.NONE);
  }

  /** The same after passes. */
  public StaticPart with(IrGraph rewritten) {
    return new StaticPart(rewritten, ends, rest);
  }

  /** The values in place of {@code ends}. */
  public List<Value> values() {
    return graph.output().node().inputs();
  }

  /** The nodes, without the one that only holds on to the ends. */
  public List<IrNode> nodes() {
    return graph.nodes().stream().filter(node -> node != graph.output().node()).toList();
  }
}
