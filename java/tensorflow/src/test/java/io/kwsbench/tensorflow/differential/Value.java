package io.kwsbench.tensorflow.differential;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;

/**
 * A tensor of a made-up graph, with what is known of its elements whatever is fed.
 *
 * @param name the graph's
 * @param low no element is below it
 * @param high no element is above it
 * @param error how far two right engines may be apart by rounding; 0 where both are exact
 * @param fixed whether it is a constant
 */
record Value(
    String name,
    DType type,
    List<Integer> dims,
    double low,
    double high,
    double error,
    boolean fixed) {
  Value {
    dims = List.copyOf(dims);
  }

  int rank() {
    return dims.size();
  }

  int dim(int axis) {
    return dims.get(axis < 0 ? axis + rank() : axis);
  }

  int elements() {
    return dims.stream().reduce(1, Math::multiplyExact);
  }

  /** The largest magnitude of an element. */
  double most() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  boolean isFloat() {
    return type == DType.FLOAT;
  }

  Shape shape() {
    return Shape.of(longs());
  }

  long[] longs() {
    return dims.stream().mapToLong(Integer::longValue).toArray();
  }
}
