package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import java.util.List;
import java.util.Optional;

/** Computes a node whose inputs are all known. */
@FunctionalInterface
interface Evaluator {
  /**
   * The values of the outputs, whose shapes and types {@code outputs} tells; empty when this one
   * does not compute elements of that type.
   */
  Optional<List<Literal>> evaluate(OpCall call, List<Literal> inputs, List<TensorInfo> outputs);
}
