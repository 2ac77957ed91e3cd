package io.kwsbench.workload;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** Fills a tensor with given first elements, then zeros or noise. */
final class TensorFill {
  private static final Set<DType> WRITTEN =
      EnumSet.of(
          DType.FLOAT,
          DType.DOUBLE,
          DType.INT32,
          DType.INT64,
          DType.INT16,
          DType.UINT8,
          DType.INT8,
          DType.BOOL);

  private TensorFill() {}

  /**
   * @param source the model, for the message
   * @param random noise for float tensors without given elements; null for zeros
   * @throws KwsException when more elements are given than fit, or the type takes none
   */
  static TensorValue of(
      String source, TensorSpec spec, List<? extends Number> given, SplittableRandom random) {
    if (spec.dtype() == DType.STRING) {
      if (!given.isEmpty()) {
        throw new KwsException(
            source + ": input " + spec.name() + ": a string input takes no values");
      }
      return TensorValue.ofString(new byte[0]);
    }
    long elements = spec.shape().elements().orElseThrow();
    int width = spec.dtype().bytes();
    if (width == 0 || elements * width > Integer.MAX_VALUE - 8) {
      throw new KwsException(
          source + ": input " + spec + " cannot be made: too large, or no plain type");
    }
    if (!given.isEmpty() && !WRITTEN.contains(spec.dtype())) {
      throw new KwsException(source + ": input " + spec + ": no values can be given for its type");
    }
    if (given.size() > elements) {
      throw new KwsException(
          "input " + spec + ": " + given.size() + " values given for " + elements + " elements");
    }
    ByteBuffer bytes = ByteBuffer.allocate((int) elements * width).order(ByteOrder.nativeOrder());
    given.forEach(value -> put(bytes, spec.dtype(), value));
    if (random != null && given.isEmpty()) {
      noise(bytes, spec.dtype(), random);
    }
    return TensorValue.ofBytes(spec.dtype(), spec.shape(), bytes.array());
  }

  private static void noise(ByteBuffer bytes, DType dtype, SplittableRandom random) {
    if (dtype == DType.FLOAT || dtype == DType.DOUBLE) {
      while (bytes.hasRemaining()) {
        put(bytes, dtype, 2 * random.nextDouble() - 1);
      }
    }
  }

  private static void put(ByteBuffer bytes, DType dtype, Number value) {
    switch (dtype) {
      case FLOAT -> bytes.putFloat((float) value.doubleValue());
      case DOUBLE -> bytes.putDouble(value.doubleValue());
      case INT32 -> bytes.putInt(value.intValue());
      case INT64 -> bytes.putLong(value.longValue());
      case INT16 -> bytes.putShort(value.shortValue());
      case UINT8, INT8 -> bytes.put(value.byteValue());
      case BOOL -> bytes.put((byte) (value.doubleValue() != 0 ? 1 : 0));
      default -> throw new IllegalArgumentException(dtype.label());
    }
  }
}
