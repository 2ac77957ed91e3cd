package io.kwsbench.tensor;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The shape of a tensor: unknown rank, or a list of dimensions of which some may be unknown (−1).
 *
 * <p>Immutable. A scalar has rank 0 and one element.
 */
public final class Shape {
  /** Nothing is known, not even the rank. */
  public static final Shape UNKNOWN = new Shape(null);

  /** One element, no dimensions. */
  public static final Shape SCALAR = new Shape(new long[0]);

  private final long[] dims;

  private Shape(long[] dims) {
    this.dims = dims;
  }

  /** A shape of the given dimensions; −1 is an unknown one. */
  public static Shape of(long... dims) {
    for (long dim : dims) {
      if (dim < -1) {
        throw new IllegalArgumentException("dimension " + dim);
      }
    }
    return new Shape(dims.clone());
  }

  /** A shape of the given dimensions; −1 is an unknown one. */
  public static Shape ofInts(int... dims) {
    return of(Arrays.stream(dims).asLongStream().toArray());
  }

  /** A shape of the given rank without known dimensions. */
  public static Shape unknown(int rank) {
    long[] dims = new long[rank];
    Arrays.fill(dims, -1);
    return new Shape(dims);
  }

  public boolean hasRank() {
    return dims != null;
  }

  /**
   * @throws IllegalStateException when the rank is unknown
   */
  public int rank() {
    return known().length;
  }

  /** The dimension at {@code axis} (negative counts from the end); −1 when unknown. */
  public long dim(int axis) {
    long[] d = known();
    return d[axis < 0 ? axis + d.length : axis];
  }

  /** A copy of the dimensions. */
  public long[] dims() {
    return known().clone();
  }

  /**
   * A copy of the dimensions.
   *
   * @throws ArithmeticException when one does not fit into an int
   */
  public int[] toInts() {
    return Arrays.stream(known()).mapToInt(Math::toIntExact).toArray();
  }

  /** Returns whether all dimensions are known. */
  public boolean isStatic() {
    return dims != null && Arrays.stream(dims).allMatch(d -> d >= 0);
  }

  /** The number of elements, empty while a dimension is unknown (or the product overflows). */
  public OptionalLong elements() {
    if (!isStatic()) {
      return OptionalLong.empty();
    }
    long product = 1;
    for (long dim : dims) {
      long high = Math.multiplyHigh(product, dim);
      product *= dim;
      if (high != 0 || product < 0) {
        return OptionalLong.empty();
      }
    }
    return OptionalLong.of(product);
  }

  private long[] known() {
    if (dims == null) {
      throw new IllegalStateException("unknown rank");
    }
    return dims;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape && Arrays.equals(dims, ((Shape) other).dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** {@code [1,98,?]}, {@code []} for a scalar, {@code ?} for an unknown rank. */
  @Override
  public String toString() {
    if (dims == null) {
      return "?";
    }
    return Arrays.stream(dims)
        .mapToObj(d -> d < 0 ? "?" : Long.toString(d))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
