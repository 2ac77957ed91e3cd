package io.kwsbench.formats.shared;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.Inference;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.TensorName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Computes what depends on constants alone, while the graph is built: exporters work out shapes
 * with chains of such nodes, and the operators that take the shapes need the numbers.
 */
public final class Folding {
  private final IrBuilder graph;
  private final Inference inference = new Inference();
  private final Map<IrNode, List<Optional<Literal>>> known = new IdentityHashMap<>();

  private long left = 1L << 24;

  public Folding(IrBuilder graph) {
    this.graph = graph;
  }

  /**
   * Takes elements of the budget for constants that a model makes of a few bytes.
   *
   * @throws KwsException when it is used up
   */
  public void spend(long elements) {
    left -= elements;
    if (left < 0) {
      throw new KwsException("the model makes constants of more elements than are read");
    }
  }

  /** The value as a constant where it is one. */
  public Value folded(Value value) {
    if (value.isConstant()) {
      return value;
    }
    return outputs(value.node()).get(value.index()).map(graph::constant).orElse(value);
  }

  private List<Optional<Literal>> outputs(IrNode node) {
    List<Optional<Literal>> seen = known.get(node);
    if (seen == null) {
      seen = compute(node);
      known.put(node, seen);
    }
    return seen;
  }

  private List<Optional<Literal>> compute(IrNode node) {
    if (node.constant() != null) {
      return List.of(Optional.of(node.constant()));
    }
    List<TensorInfo> inputs = new ArrayList<>();
    for (Value input : node.inputs()) {
      outputs(input.node()).get(input.index()).map(TensorInfo::of).ifPresent(inputs::add);
    }
    if (inputs.isEmpty() || inputs.size() < node.inputs().size()) {
      return node.outputs().stream().map(output -> Optional.<Literal>empty()).toList();
    }
    List<TensorName> names =
        node.inputs().stream().map(input -> TensorName.parse(input.reference())).toList();
    Node plain = new Node(node.name(), node.op(), names, List.of(), node.attrs().asMap());
    List<TensorInfo> made = inference.infer(plain, inputs);
    return node.outputs().stream()
        .map(out -> out.index() < made.size() ? made.get(out.index()) : TensorInfo.UNKNOWN)
        .map(TensorInfo::value)
        .toList();
  }
}
