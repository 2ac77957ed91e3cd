package io.kwsbench.graph.ir;

import io.kwsbench.tensor.DType;
import java.util.Arrays;

/**
 * A constant tensor of floats or of int32, row-major.
 *
 * <p>Equality is bit by bit, so that equal constants can be shared. The arrays are not copied:
 * whoever passes or takes one must not change it.
 */
public final class Constant {
  private final DType type;
  private final int[] shape;
  private final float[] floats;
  private final int[] ints;
  private final int hash;

  private Constant(DType type, int[] shape, float[] floats, int[] ints) {
    this.type = type;
    this.shape = shape;
    this.floats = floats;
    this.ints = ints;
    this.hash =
        31 * Arrays.hashCode(shape)
            + (floats == null ? Arrays.hashCode(ints) : Arrays.hashCode(floats));
  }

  /**
   * @throws IllegalArgumentException when the values do not fill the shape
   */
  public static Constant of(float[] values, int... shape) {
    require(values.length, shape);
    return new Constant(DType.FLOAT, shape.clone(), values, null);
  }

  public static Constant scalar(float value) {
    return of(new float[] {value});
  }

  /**
   * @throws IllegalArgumentException when the values do not fill the shape
   */
  public static Constant ofInts(int[] values, int... shape) {
    require(values.length, shape);
    return new Constant(DType.INT32, shape.clone(), null, values);
  }

  /** A vector of int32. */
  public static Constant vector(int... values) {
    return ofInts(values, values.length);
  }

  private static void require(int values, int[] shape) {
    if (Dims.elements(shape) != values) {
      throw new IllegalArgumentException(values + " values for " + Arrays.toString(shape));
    }
  }

  public DType type() {
    return type;
  }

  public int[] shape() {
    return shape.clone();
  }

  /**
   * @throws IllegalStateException when this is a constant of integers
   */
  public float[] floats() {
    if (floats == null) {
      throw new IllegalStateException("not a float constant");
    }
    return floats;
  }

  /**
   * @throws IllegalStateException when this is a constant of floats
   */
  public int[] ints() {
    if (ints == null) {
      throw new IllegalStateException("not an int32 constant");
    }
    return ints;
  }

  /** The number of elements. */
  public int size() {
    return floats == null ? ints.length : floats.length;
  }

  /** The same elements under another shape. */
  public Constant reshaped(int... newShape) {
    require(size(), newShape);
    return new Constant(type, newShape.clone(), floats, ints);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Constant that
        && hash == that.hash
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(floats, that.floats)
        && Arrays.equals(ints, that.ints);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
