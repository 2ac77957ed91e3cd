package io.kwsbench.graph.shape;

import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.Map;

/** The known TensorArrays of a graph, by the name of the node that made each. */
final class TensorArrays {
  private final Map<String, Shape> elements = new HashMap<>();
  private final Map<String, Long> sizes = new HashMap<>();

  Shape element(String array) {
    return elements.getOrDefault(array, Shape.UNKNOWN);
  }

  /** The number of elements; −1 when unknown. */
  long size(String array) {
    return sizes.getOrDefault(array, -1L);
  }

  void create(String array, Shape element, long size) {
    elements.put(array, element);
    sizes.put(array, size);
  }

  void store(String array, Shape element) {
    if (element.hasRank()) {
      elements.put(array, element);
    }
  }
}
