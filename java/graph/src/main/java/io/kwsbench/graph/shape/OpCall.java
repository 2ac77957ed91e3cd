package io.kwsbench.graph.shape;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * One node with what is known of its inputs: what a rule works on.
 *
 * @param node the node
 * @param inputs what is known of each data input
 * @param arrays the TensorArrays met so far
 */
record OpCall(Node node, List<TensorInfo> inputs, TensorArrays arrays) {
  /**
   * The known type and shape of input {@code i} (negative counts from the end).
   *
   * @throws KwsException when the node has no such input
   */
  TensorInfo in(int i) {
    int index = i < 0 ? i + inputs.size() : i;
    if (index < 0 || index >= inputs.size()) {
      throw bad("has " + inputs.size() + " inputs, too few for its op");
    }
    return inputs.get(index);
  }

  Shape shape(int i) {
    return in(i).shape();
  }

  DType dtype(int i) {
    return in(i).dtype().orElse(null);
  }

  Optional<Literal> value(int i) {
    return in(i).value();
  }

  /** The integers of an input, empty when they are not known. */
  Optional<long[]> ints(int i) {
    return value(i).filter(v -> v.dtype().isInteger()).map(Literal::toLongs);
  }

  /** A scalar (or one-element) integer input. */
  Optional<Long> scalar(int i) {
    return ints(i)
        .map(
            values -> {
              if (values.length != 1) {
                throw bad("input " + i + " holds " + values.length + " numbers, not one");
              }
              return values[0];
            });
  }

  /**
   * An axis as an index from 0.
   *
   * @throws KwsException when the shape has no such axis
   */
  int axis(long axis, int rank) {
    long index = axis < 0 ? axis + rank : axis;
    if (index < 0 || index >= rank) {
      throw bad("axis " + axis + " of a tensor of rank " + rank);
    }
    return (int) index;
  }

  /**
   * The shape of input {@code i}, of that rank.
   *
   * @throws KwsException when it has another rank; an unknown rank becomes unknown dimensions
   */
  Shape ranked(int i, int rank) {
    Shape shape = shape(i);
    if (!shape.hasRank()) {
      return Shape.unknown(rank);
    }
    if (shape.rank() != rank) {
      throw bad("input " + i + " is " + shape + ", not of rank " + rank);
    }
    return shape;
  }

  KwsException bad(String what) {
    return new KwsException("node " + node.name() + " (" + node.op() + "): " + what);
  }
}
