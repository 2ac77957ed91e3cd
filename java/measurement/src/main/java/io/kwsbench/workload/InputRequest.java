package io.kwsbench.workload;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import io.kwsbench.tensor.TensorName;
import java.util.List;
import java.util.Optional;

/**
 * An input from the flags; the graph supplies missing parts.
 *
 * @param name the tensor to feed
 * @param shape its static shape
 * @param dtype its element type
 * @param values its first elements, zeros follow; empty for zeros, noise or audio
 */
public record InputRequest(
    TensorName name, Optional<Shape> shape, Optional<DType> dtype, List<Double> values) {
  public InputRequest {
    values = List.copyOf(values);
  }
}
