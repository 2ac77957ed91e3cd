package io.kwsbench.tensor;

/**
 * A tensor as a graph knows it before anything runs.
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
