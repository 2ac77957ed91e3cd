package io.kwsbench.lower;

import io.kwsbench.program.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The elements of a TensorArray while a graph is lowered. */
final class ArrayState {
  private final long size;
  private final Map<Long, Tensor> elements = new HashMap<>();
  private Tensor stacked;

  ArrayState(long size) {
    this.size = size;
  }

  long size() {
    return stacked == null ? size : stacked.shape().dim(0);
  }

  /** All elements, one after the other along the first axis of a tensor. */
  void scatter(Tensor tensor) {
    stacked = tensor;
  }

  /** The tensor that holds all elements, when they came as one. */
  Optional<Tensor> stacked() {
    return elements.isEmpty() ? Optional.ofNullable(stacked) : Optional.empty();
  }

  void write(long index, Tensor element) {
    elements.put(index, element);
  }

  Optional<Tensor> element(long index) {
    return Optional.ofNullable(elements.get(index));
  }
}
