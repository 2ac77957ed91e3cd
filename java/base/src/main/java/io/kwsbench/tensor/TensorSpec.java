package io.kwsbench.tensor;

/**
 * The name, type and shape of a tensor, known before a graph runs.
 *
 * @param name which output of which node
 * @param dtype its element type
 * @param shape its shape, as far as it is known
 */
public record TensorSpec(TensorName name, DType dtype, Shape shape) {
  @Override
  public String toString() {
    return name + " " + dtype.label() + shape;
  }
}
