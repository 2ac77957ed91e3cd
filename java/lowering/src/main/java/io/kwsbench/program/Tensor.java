package io.kwsbench.program;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Optional;

/**
 * A tensor of a program: made once, by a feed, a constant or an operation. Two tensors are equal
 * only when they are the same object.
 */
public final class Tensor {
  /** An optional operand that is absent. */
  public static final Tensor NONE = new Tensor("", DType.FLOAT, Shape.of(0), null);

  private final String name;
  private final DType dtype;
  private final Shape shape;
  private final Literal value;

  private Tensor(String name, DType dtype, Shape shape, Literal value) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape;
    this.value = value;
  }

  /**
   * A tensor that is computed or fed.
   *
   * @param name what listings call it
   * @param shape static
   */
  public static Tensor of(String name, DType dtype, Shape shape) {
    if (!shape.isStatic()) {
      throw new IllegalArgumentException(name + " of shape " + shape);
    }
    return new Tensor(name, dtype, shape, null);
  }

  /** A constant. */
  public static Tensor constant(String name, Literal value) {
    return new Tensor(name, value.dtype(), value.shape(), value);
  }

  /** A constant vector or matrix of floats. */
  public static Tensor floats(String name, Shape shape, float[] values) {
    return constant(name, Literal.ofFloats(shape, values));
  }

  public String name() {
    return name;
  }

  public DType dtype() {
    return dtype;
  }

  public Shape shape() {
    return shape;
  }

  /** The elements of a constant. */
  public Optional<Literal> value() {
    return Optional.ofNullable(value);
  }

  public boolean isConstant() {
    return value != null;
  }

  /** Returns whether this stands for an operand that is there. */
  public boolean isPresent() {
    return this != NONE;
  }

  public int elements() {
    return Math.toIntExact(shape.elements().orElseThrow());
  }

  /** The dimension at {@code axis} (negative counts from the end). */
  public int dim(int axis) {
    return Math.toIntExact(shape.dim(axis));
  }

  public int rank() {
    return shape.rank();
  }

  @Override
  public String toString() {
    return isPresent() ? name + " " + dtype.label() + shape : "none";
  }
}
