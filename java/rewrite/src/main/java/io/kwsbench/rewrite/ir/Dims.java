package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import java.util.Arrays;

/** Arithmetic on static shapes, as TensorFlow defines it. */
public final class Dims {
  /** More elements than any tensor of a keyword spotter has; a guard against absurd checkpoints. */
  private static final long MAX_ELEMENTS = 1L << 28;

  private Dims() {}

  /**
   * The number of elements.
   *
   * @throws KwsException when a dimension is negative or there are more than 2^28 elements
   */
  public static int elements(int... shape) {
    long product = 1;
    for (int dim : shape) {
      product *= dim;
      if (dim < 0 || product > MAX_ELEMENTS) {
        throw new KwsException("a tensor of shape " + Arrays.toString(shape) + " is out of bounds");
      }
    }
    return (int) product;
  }

  /**
   * The axis counted from the front.
   *
   * @throws KwsException when the tensor has no such axis
   */
  public static int axis(int axis, int rank) {
    int positive = axis < 0 ? axis + rank : axis;
    if (positive < 0 || positive >= rank) {
      throw new KwsException("no axis " + axis + " in a tensor of " + rank + " dimensions");
    }
    return positive;
  }

  /**
   * The element counted from the front.
   *
   * @throws KwsException when the axis has no such element
   */
  public static int axisIndex(int index, int length) {
    int positive = index < 0 ? index + length : index;
    if (positive < 0 || positive >= length) {
      throw new KwsException("no element " + index + " in an axis of " + length);
    }
    return positive;
  }

  /**
   * The shape that two operands broadcast to.
   *
   * @throws KwsException when they do not
   */
  public static int[] broadcast(int[] a, int[] b) {
    int rank = Math.max(a.length, b.length);
    int[] out = new int[rank];
    for (int i = 0; i < rank; i++) {
      int da = i < rank - a.length ? 1 : a[i - (rank - a.length)];
      int db = i < rank - b.length ? 1 : b[i - (rank - b.length)];
      if (da != db && da != 1 && db != 1) {
        throw new KwsException(
            "shapes " + Arrays.toString(a) + " and " + Arrays.toString(b) + " do not match");
      }
      out[i] = da == 1 ? db : da;
    }
    elements(out);
    return out;
  }

  /** The shape without the given axes (counted from the front), or with them as ones. */
  public static int[] reduced(int[] shape, int[] axes, boolean keep) {
    boolean[] gone = new boolean[shape.length];
    for (int axis : axes) {
      gone[axis] = true;
    }
    int[] out = new int[shape.length];
    int rank = 0;
    for (int i = 0; i < shape.length; i++) {
      if (!gone[i] || keep) {
        out[rank++] = gone[i] ? 1 : shape[i];
      }
    }
    return Arrays.copyOf(out, rank);
  }

  /** The shape with a dimension of one put in at {@code axis}. */
  public static int[] expanded(int[] shape, int axis) {
    int[] out = new int[shape.length + 1];
    System.arraycopy(shape, 0, out, 0, axis);
    out[axis] = 1;
    System.arraycopy(shape, axis, out, axis + 1, shape.length - axis);
    return out;
  }

  /**
   * The shape with its one −1 computed.
   *
   * @throws KwsException when the elements do not fit
   */
  public static int[] resolved(int[] wanted, int elements) {
    int[] out = wanted.clone();
    int open = -1;
    long known = 1;
    for (int i = 0; i < out.length; i++) {
      if (out[i] == -1 && open < 0) {
        open = i;
      } else {
        known *= out[i];
      }
    }
    if (open >= 0 && known > 0 && elements % known == 0) {
      out[open] = (int) (elements / known);
      known *= out[open];
    }
    if (known != elements || Arrays.stream(out).anyMatch(d -> d < 0)) {
      throw new KwsException(elements + " elements cannot be shaped " + Arrays.toString(wanted));
    }
    return out;
  }

  /** The distance in elements between neighbors along each axis, row-major. */
  public static int[] strides(int[] shape) {
    int[] strides = new int[shape.length];
    int step = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = step;
      step *= shape[i];
    }
    return strides;
  }
}
