package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.formats.shared.HalfFloats;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.stream.LongStream;

/**
 * A tensor of a subgraph.
 *
 * @param dims what the file says; an open dimension is 1
 * @param open whether the file leaves each dimension open
 * @param data empty where something computes it
 * @param variable whether it keeps its value from run to run
 */
record TfliteTensor(
    String name,
    TfliteElementType type,
    int[] dims,
    boolean[] open,
    ByteBuffer data,
    Optional<FlatTable> quantization,
    boolean variable) {

  static TfliteTensor of(FlatTable table, TfliteModel.Buffers buffers) {
    String name = table.text(3);
    try {
      if (table.has(6)) {
        throw new KwsException("sparse weights are not read: convert the model without sparsity");
      }
      int[] dims = table.integers(0);
      Dims.elements(dims);
      int[] signature = table.integers(7);
      boolean[] open = new boolean[dims.length];
      for (int i = 0; i < Math.min(open.length, signature.length); i++) {
        open[i] = signature[i] < 0;
      }
      return new TfliteTensor(
          name,
          TfliteElementType.of(table.octet(1)),
          dims,
          open,
          buffers.get(table.integer(2, 0)),
          table.table(4),
          table.flag(5));
    } catch (KwsException e) {
      throw new KwsException("tensor " + name + ": " + e.getMessage(), e);
    }
  }

  /** Returns whether it is a state of real numbers or levels that each run begins with at zero. */
  boolean isZeroAtFirst() {
    boolean real = type == TfliteElementType.FLOAT32 || scale().isPresent();
    return variable && data.limit() == 0 && real;
  }

  /** Its name; the first one, of an operator that stands for several. */
  String shortName() {
    int end = name.indexOf(';');
    return end < 0 ? name : name.substring(0, end);
  }

  /** The scale of its integers; empty where they stand for themselves. */
  Optional<Quantization> scale() {
    return type.isNarrow() ? quantization.flatMap(Quantization::of) : Optional.empty();
  }

  /** The same tensor, its levels as plain numbers. */
  TfliteTensor withoutScale() {
    return new TfliteTensor(name, type, dims, open, data, Optional.empty(), variable);
  }

  /** The integers of a constant, also those beyond int32. */
  long[] wholeNumbers() {
    int size = checked();
    return switch (type) {
      case INT32 -> LongStream.range(0, size).map(i -> data.getInt(4 * (int) i)).toArray();
      case INT64 -> LongStream.range(0, size).map(i -> data.getLong(8 * (int) i)).toArray();
      default -> throw new KwsException("tensor " + name + ": a bias of type " + type);
    };
  }

  private int checked() {
    int size = Dims.elements(dims);
    if (type.dtype() == null || data.limit() != (long) size * type.bytes()) {
      throw new KwsException(
          "tensor "
              + name
              + ": "
              + data.limit()
              + " bytes of data where "
              + (long) size * type.bytes()
              + " belong");
    }
    return size;
  }

  /** The constant, its integers as they are. */
  Literal literal() {
    checked();
    return switch (type) {
      case FLOAT32 -> reals(i -> data.getFloat(4 * i));
      case FLOAT64 -> reals(i -> data.getDouble(8 * i));
      case FLOAT16 -> reals(i -> HalfFloats.half(data.getShort(2 * i)));
      case BFLOAT16 -> reals(i -> HalfFloats.bfloat(data.getShort(2 * i)));
      case BOOL -> booleans();
      case INT8 -> integers(i -> data.get(i));
      case UINT8 -> integers(i -> data.get(i) & 0xff);
      case INT16 -> integers(i -> data.getShort(2 * i));
      case UINT16 -> integers(i -> data.getShort(2 * i) & 0xffff);
      case UINT32 -> integers(i -> data.getInt(4 * i) & 0xffffffffL);
      case INT64 -> integers(i -> data.getLong(8 * i));
      default -> integers(i -> data.getInt(4 * i));
    };
  }

  private Literal reals(IntToDoubleFunction values) {
    float[] all = new float[Dims.elements(dims)];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) values.applyAsDouble(i);
    }
    return Literal.of(all, dims);
  }

  /** Clamps numbers to int32: a slice "up to the end" has larger ones. */
  private Literal integers(IntToLongFunction values) {
    int[] all = new int[Dims.elements(dims)];
    for (int i = 0; i < all.length; i++) {
      long value = values.applyAsLong(i);
      all[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
    return Literal.of(all, dims);
  }

  private Literal booleans() {
    long[] all = new long[Dims.elements(dims)];
    Arrays.setAll(all, i -> data.get(i) == 0 ? 0 : 1);
    return Literal.ofLongs(DType.BOOL, Shape.of(Arrays.stream(dims).asLongStream().toArray()), all);
  }
}
