package io.kwsbench.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The elements of a tensor: row-major, native byte order; a string scalar is its bytes.
 *
 * <p>Immutable: bytes are copied in and out.
 */
public final class TensorValue {
  private final DType dtype;
  private final Shape shape;
  private final byte[] bytes;

  private TensorValue(DType dtype, Shape shape, byte[] bytes) {
    this.dtype = dtype;
    this.shape = shape;
    this.bytes = bytes;
  }

  /**
   * A tensor from its raw bytes.
   *
   * @throws IllegalArgumentException when the shape is not static or the bytes do not fill it
   */
  public static TensorValue ofBytes(DType dtype, Shape shape, byte[] bytes) {
    return owning(dtype, shape, bytes.clone());
  }

  /** Keeps {@code bytes}, which nobody else may hold. */
  private static TensorValue owning(DType dtype, Shape shape, byte[] bytes) {
    if (dtype == DType.STRING) {
      if (!shape.equals(Shape.SCALAR)) {
        throw new IllegalArgumentException("a string tensor must be a scalar, not " + shape);
      }
    } else {
      long elements =
          shape.elements().orElseThrow(() -> new IllegalArgumentException("shape " + shape));
      if (elements * dtype.bytes() != bytes.length) {
        throw new IllegalArgumentException(bytes.length + " bytes for " + dtype.label() + shape);
      }
    }
    return new TensorValue(dtype, shape, bytes);
  }

  public static TensorValue ofFloats(Shape shape, float... values) {
    ByteBuffer buffer = allocate(values.length * Float.BYTES);
    buffer.asFloatBuffer().put(values);
    return owning(DType.FLOAT, shape, buffer.array());
  }

  public static TensorValue ofInts(Shape shape, int... values) {
    ByteBuffer buffer = allocate(values.length * Integer.BYTES);
    buffer.asIntBuffer().put(values);
    return owning(DType.INT32, shape, buffer.array());
  }

  /** A scalar int32. */
  public static TensorValue ofInt(int value) {
    return ofInts(Shape.SCALAR, value);
  }

  /** A scalar string. */
  public static TensorValue ofString(byte[] bytes) {
    return ofBytes(DType.STRING, Shape.SCALAR, bytes);
  }

  /**
   * A tensor of zeros.
   *
   * @throws IllegalArgumentException when the shape is not static
   */
  public static TensorValue zeros(DType dtype, Shape shape) {
    long elements =
        shape.elements().orElseThrow(() -> new IllegalArgumentException("shape " + shape));
    return owning(dtype, shape, new byte[Math.toIntExact(elements * dtype.bytes())]);
  }

  public DType dtype() {
    return dtype;
  }

  public Shape shape() {
    return shape;
  }

  /** A read-only view of the bytes, in native order. */
  public ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.nativeOrder());
  }

  /**
   * @throws IllegalStateException when the elements are no floats
   */
  public float[] floats() {
    require(DType.FLOAT);
    float[] values = new float[bytes.length / Float.BYTES];
    buffer().asFloatBuffer().get(values);
    return values;
  }

  /**
   * @throws IllegalStateException when the elements are no int32
   */
  public int[] ints() {
    require(DType.INT32);
    int[] values = new int[bytes.length / Integer.BYTES];
    buffer().asIntBuffer().get(values);
    return values;
  }

  private void require(DType wanted) {
    if (dtype != wanted) {
      throw new IllegalStateException("a " + dtype.label() + " tensor, not " + wanted.label());
    }
  }

  private static ByteBuffer allocate(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
  }

  @Override
  public String toString() {
    return dtype.label() + shape;
  }
}
