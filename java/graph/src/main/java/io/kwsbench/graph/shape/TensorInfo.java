package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Optional;

/**
 * The type, shape and value of a tensor, as far as they are known before a graph runs. Immutable.
 */
public final class TensorInfo {
  /** Nothing is known. */
  public static final TensorInfo UNKNOWN = new TensorInfo(null, Shape.UNKNOWN, null);

  private final DType dtype;
  private final Shape shape;
  private final Literal value;

  private TensorInfo(DType dtype, Shape shape, Literal value) {
    this.dtype = dtype;
    this.shape = shape;
    this.value = value;
  }

  /** A tensor whose elements are not known. */
  public static TensorInfo of(DType dtype, Shape shape) {
    return new TensorInfo(dtype, shape, null);
  }

  /** A tensor whose elements are known. */
  public static TensorInfo of(Literal value) {
    return new TensorInfo(value.dtype(), value.shape(), value);
  }

  /** A handle of a TensorArray: its value is the name of the node that made the array. */
  static TensorInfo handle(Literal node) {
    return new TensorInfo(DType.RESOURCE, Shape.of(2), node);
  }

  /** The element type, empty when unknown. */
  public Optional<DType> dtype() {
    return Optional.ofNullable(dtype);
  }

  public Shape shape() {
    return shape;
  }

  /** The elements, empty when they are not known. */
  public Optional<Literal> value() {
    return Optional.ofNullable(value);
  }

  /** The same without its elements. */
  public TensorInfo withoutValue() {
    return value == null ? this : new TensorInfo(dtype, shape, null);
  }

  TensorInfo withShape(Shape other) {
    return new TensorInfo(dtype, other, null);
  }

  TensorInfo withDtype(DType other) {
    return new TensorInfo(other, shape, null);
  }

  @Override
  public String toString() {
    return (dtype == null ? "?" : dtype.label()) + shape + (value == null ? "" : " known");
  }
}
