package io.kwsbench.graph;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A tensor whose elements are known before anything runs: a constant, or what folding made of some.
 *
 * <p>Immutable. Half, float and bfloat16 elements are kept as floats, doubles as doubles, integers
 * and booleans as longs, strings as bytes; all row-major.
 */
public final class Literal {
  private final DType dtype;
  private final Shape shape;
  private final Object data;
  private final int size;
  private int hash; // 0 until it is asked for: constants are looked up again and again

  private Literal(DType dtype, Shape shape, Object data, int size) {
    long elements =
        shape.elements().orElseThrow(() -> new IllegalArgumentException("shape " + shape));
    if (elements != size) {
      throw new IllegalArgumentException(size + " elements for " + shape);
    }
    this.dtype = dtype;
    this.shape = shape;
    this.data = data;
    this.size = size;
  }

  /** A float tensor; takes the array over. */
  public static Literal ofFloats(Shape shape, float... values) {
    return new Literal(DType.FLOAT, shape, values, values.length);
  }

  /** A float tensor of these dimensions; takes the array over. */
  public static Literal of(float[] values, int... dims) {
    return ofFloats(shape(dims), values);
  }

  /** An int32 tensor of these dimensions. */
  public static Literal of(int[] values, int... dims) {
    return ofLongs(DType.INT32, shape(dims), Arrays.stream(values).asLongStream().toArray());
  }

  /** An int32 vector. */
  public static Literal vector(int... values) {
    return of(values, values.length);
  }

  /** A float scalar. */
  public static Literal scalar(float value) {
    return ofFloats(Shape.SCALAR, value);
  }

  private static Shape shape(int... dims) {
    return Shape.ofInts(dims);
  }

  /** A tensor of a real type; values are rounded to it. */
  public static Literal ofReals(DType dtype, Shape shape, double[] values) {
    if (dtype == DType.DOUBLE) {
      return new Literal(dtype, shape, values, values.length);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return ofRealFloats(dtype, shape, floats);
  }

  /** A tensor of a real type other than double; takes the array over. */
  public static Literal ofRealFloats(DType dtype, Shape shape, float[] values) {
    if (!dtype.isReal() || dtype == DType.DOUBLE) {
      throw new IllegalArgumentException(dtype + " is not kept as floats");
    }
    return new Literal(dtype, shape, values, values.length);
  }

  /** A tensor of an integer type or of booleans (0, 1); takes the array over. */
  public static Literal ofLongs(DType dtype, Shape shape, long... values) {
    if (!dtype.isInteger() && dtype != DType.BOOL) {
      throw new IllegalArgumentException(dtype + " is no integer type");
    }
    if (dtype == DType.INT32) {
      for (int i = 0; i < values.length; i++) {
        values[i] = (int) values[i];
      }
    }
    return new Literal(dtype, shape, values, values.length);
  }

  /** An int32 vector. */
  public static Literal ofInts(long... values) {
    return ofLongs(DType.INT32, Shape.of(values.length), values);
  }

  /** An int32 scalar. */
  public static Literal ofInt(long value) {
    return ofLongs(DType.INT32, Shape.SCALAR, value);
  }

  /** A tensor of complex64, real and imaginary parts in turns; takes the array over. */
  public static Literal ofComplex(Shape shape, float[] pairs) {
    return new Literal(DType.COMPLEX64, shape, new Pairs(pairs), pairs.length / 2);
  }

  /** The container of complex elements, which cannot be confused with real ones. */
  private record Pairs(float[] values) {}

  /** A tensor of strings; takes the arrays over. */
  public static Literal ofStrings(Shape shape, byte[][] values) {
    return new Literal(DType.STRING, shape, values, values.length);
  }

  public DType dtype() {
    return dtype;
  }

  public Shape shape() {
    return shape;
  }

  /** The dimensions of the shape. */
  public int[] dims() {
    return shape.toInts();
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  /** Returns whether elements are numbers or booleans. */
  public boolean isNumeric() {
    return !(data instanceof byte[][]) && !(data instanceof Pairs);
  }

  /** Element {@code i} as a real number. */
  public double real(int i) {
    if (data instanceof float[] floats) {
      return floats[i];
    }
    return data instanceof double[] doubles ? doubles[i] : integer(i);
  }

  /** Element {@code i} as an integer; reals are truncated. */
  public long integer(int i) {
    if (data instanceof long[] longs) {
      return longs[i];
    }
    if (!isNumeric()) {
      throw new IllegalArgumentException("a tensor of " + dtype.label());
    }
    return (long) real(i);
  }

  /** A copy of the elements as floats. */
  public float[] toFloats() {
    if (data instanceof float[] floats) {
      return floats.clone();
    }
    float[] result = new float[size];
    for (int i = 0; i < size; i++) {
      result[i] = (float) real(i);
    }
    return result;
  }

  /** A copy of complex elements, real and imaginary parts in turns. */
  public float[] toPairs() {
    if (data instanceof Pairs pairs) {
      return pairs.values().clone();
    }
    throw new IllegalArgumentException("a tensor of " + dtype.label());
  }

  /** A copy of the elements as longs. */
  public long[] toLongs() {
    if (data instanceof long[] longs) {
      return longs.clone();
    }
    long[] result = new long[size];
    for (int i = 0; i < size; i++) {
      result[i] = integer(i);
    }
    return result;
  }

  /**
   * A copy of the elements as ints.
   *
   * @throws ArithmeticException when one is none
   */
  public int[] toInts() {
    return Arrays.stream(toLongs()).mapToInt(Math::toIntExact).toArray();
  }

  /** The bytes of string {@code i}. */
  public byte[] string(int i) {
    return ((byte[][]) data)[i].clone();
  }

  /** The same elements in another shape. */
  public Literal reshaped(Shape other) {
    return new Literal(dtype, other, data, size);
  }

  /** The same with the dimensions of the other shape. */
  public Literal reshaped(int... dims) {
    return reshaped(shape(dims));
  }

  /** The elements at these indices, in another shape. */
  public Literal pick(Shape other, int[] indices) {
    Object picked;
    if (data instanceof float[] floats) {
      float[] values = new float[indices.length];
      for (int i = 0; i < indices.length; i++) {
        values[i] = floats[indices[i]];
      }
      picked = values;
    } else if (data instanceof double[] doubles) {
      picked = Arrays.stream(indices).mapToDouble(i -> doubles[i]).toArray();
    } else if (data instanceof long[] longs) {
      picked = Arrays.stream(indices).mapToLong(i -> longs[i]).toArray();
    } else if (data instanceof Pairs pairs) {
      float[] values = new float[2 * indices.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = pairs.values()[2 * indices[i / 2] + i % 2];
      }
      return ofComplex(other, values);
    } else {
      byte[][] strings = (byte[][]) data;
      picked = Arrays.stream(indices).mapToObj(i -> strings[i]).toArray(byte[][]::new);
    }
    return new Literal(dtype, other, picked, indices.length);
  }

  /** Elements that a hash takes into account: of weights, which are large, some. */
  private static final int MAX_HASHED = 1024;

  /** Returns whether dtype, shape and every element (bit for bit) are the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Literal that
        && dtype == that.dtype
        && hashCode() == that.hashCode()
        && shape.equals(that.shape)
        && Arrays.deepEquals(new Object[] {elements()}, new Object[] {that.elements()});
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Objects.hash(dtype, shape, size <= MAX_HASHED ? hashOf(elements()) : hashOfSome());
    }
    return hash;
  }

  private static int hashOf(Object elements) {
    return Arrays.deepHashCode(new Object[] {elements});
  }

  private int hashOfSome() {
    int[] places = IntStream.range(0, MAX_HASHED).map(this::place).toArray();
    return hashOf(pick(Shape.of(MAX_HASHED), places).elements());
  }

  /** One of places that are spread evenly. */
  private int place(int i) {
    return (int) ((long) i * size / MAX_HASHED);
  }

  private Object elements() {
    return data instanceof Pairs pairs ? pairs.values() : data;
  }

  @Override
  public String toString() {
    return dtype.label() + shape;
  }
}
