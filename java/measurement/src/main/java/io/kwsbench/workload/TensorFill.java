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
      String source, TensorSpec spec, List<Double> given, SplittableRandom random) {
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

  private static void put(ByteBuffer bytes, DType dtype, double value) {
    switch (dtype) {
      case FLOAT -> bytes.putFloat((float) value);
      case DOUBLE -> bytes.putDouble(value);
      case INT32 -> bytes.putInt((int) value);
      case INT64 -> bytes.putLong((long) value);
      case INT16 -> bytes.putShort((short) value);
      case UINT8, INT8 -> bytes.put((byte) (int) value);
      case BOOL -> bytes.put((byte) (value != 0 ? 1 : 0));
      default -> throw new IllegalArgumentException(dtype.label());
    }
  }
}
