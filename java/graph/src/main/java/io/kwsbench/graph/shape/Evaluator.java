package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import java.util.List;
import java.util.Optional;

/** Computes a node whose inputs are all known. */
@FunctionalInterface
interface Evaluator {
  /** The values of the outputs; empty if the evaluator does not compute elements of their type. */
  Optional<List<Literal>> evaluate(OpCall call, List<Literal> inputs, List<TensorInfo> outputs);
}
