package io.kwsbench.formats.onnx;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import io.kwsbench.formats.shared.HalfFloats;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Reads a TensorProto as a constant of ours.
 *
 * <p>Half, bfloat16 and double become float: our kernels compute in float. All integers become
 * int32, and what lies beyond it becomes its nearest end: exporters write such numbers for "up to
 * the end" of a slice.
 */
final class OnnxTensor {
  private static final int DIMS = 1;
  private static final int TYPE = 2;
  private static final int FLOATS = 4;
  private static final int INT32S = 5;
  private static final int INT64S = 7;
  private static final int RAW = 9;
  private static final int DOUBLES = 10;
  private static final int UINT64S = 11;
  private static final int EXTERNAL = 13;
  private static final int LOCATION = 14;

  private final Message message;
  private final int[] dims;
  private final int size;
  private final OnnxElementType type;

  private OnnxTensor(Message message) {
    this.message = message;
    dims = Arrays.stream(message.integers(DIMS)).mapToInt(Math::toIntExact).toArray();
    size = Dims.elements(dims);
    type = OnnxElementType.of(message.integer(TYPE));
  }

  /**
   * The constant.
   *
   * @param files reads what lies in a file beside the model
   * @throws KwsException when its data are missing, of another length, or of a type that is not
   *     read
   */
  static Literal read(Message message, ExternalData files) {
    try {
      return new OnnxTensor(message).literal(files);
    } catch (ArithmeticException e) {
      throw new KwsException("a dimension beyond int32", e);
    }
  }

  /** The element type of a TensorProto. */
  static OnnxElementType type(Message message) {
    return OnnxElementType.of(message.integer(TYPE));
  }

  private Literal literal(ExternalData files) {
    if (message.has(RAW) || message.integer(LOCATION) == 1) {
      return raw(files);
    }
    return switch (type) {
      case FLOAT -> floats(message.reals(FLOATS));
      case DOUBLE -> reals(message.doubles(DOUBLES));
      case FLOAT16, BFLOAT16 -> halves(message.integers(INT32S));
      case BOOL -> booleans(message.integers(INT32S));
      case UINT32, UINT64 -> integers(message.integers(UINT64S));
      case INT64 -> integers(message.integers(INT64S));
      default -> integers(message.integers(INT32S));
    };
  }

  private Literal raw(ExternalData files) {
    ByteString data = message.has(RAW) ? bytes() : files.read(message.messages(EXTERNAL));
    long wanted = (long) size * type.bytes();
    if (data.size() != wanted) {
      throw new KwsException(data.size() + " bytes of data where " + wanted + " belong");
    }
    ByteBuffer in = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    return switch (type) {
      case FLOAT -> reals(i -> in.getFloat(4 * i));
      case DOUBLE -> reals(i -> in.getDouble(8 * i));
      case FLOAT16 -> reals(i -> HalfFloats.half(in.getShort(2 * i)));
      case BFLOAT16 -> reals(i -> HalfFloats.bfloat(in.getShort(2 * i)));
      case BOOL -> booleans(i -> in.get(i));
      case INT8 -> integers(i -> in.get(i));
      case UINT8 -> integers(i -> in.get(i) & 0xff);
      case INT16 -> integers(i -> in.getShort(2 * i));
      case UINT16 -> integers(i -> in.getShort(2 * i) & 0xffff);
      case INT32 -> integers(i -> in.getInt(4 * i));
      case UINT32 -> integers(i -> in.getInt(4 * i) & 0xffffffffL);
      case INT64, UINT64 -> integers(i -> in.getLong(8 * i));
    };
  }

  private ByteString bytes() {
    List<ByteString> raw = message.bytes(RAW);
    return raw.get(raw.size() - 1);
  }

  private Literal floats(float[] values) {
    require(values.length);
    return Literal.of(values, dims);
  }

  private Literal reals(double[] values) {
    require(values.length);
    return reals(i -> values[i]);
  }

  private Literal reals(IntToDoubleFunction values) {
    float[] all = new float[size];
    for (int i = 0; i < size; i++) {
      all[i] = (float) values.applyAsDouble(i);
    }
    return Literal.of(all, dims);
  }

  private Literal halves(long[] values) {
    require(values.length);
    return reals(
        i ->
            type == OnnxElementType.FLOAT16
                ? HalfFloats.half((short) values[i])
                : HalfFloats.bfloat((short) values[i]));
  }

  private Literal integers(long[] values) {
    require(values.length);
    return integers(i -> values[i]);
  }

  private Literal integers(IntToLongFunction values) {
    int[] all = new int[size];
    for (int i = 0; i < size; i++) {
      long read = values.applyAsLong(i);
      long value = type == OnnxElementType.UINT64 && read < 0 ? Long.MAX_VALUE : read;
      all[i] = (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
    }
    return Literal.of(all, dims);
  }

  private Literal booleans(long[] values) {
    require(values.length);
    return booleans(i -> values[i]);
  }

  private Literal booleans(IntToLongFunction values) {
    long[] all = new long[size];
    Arrays.setAll(all, i -> values.applyAsLong(i) == 0 ? 0 : 1);
    return Literal.ofLongs(DType.BOOL, Shape.of(Arrays.stream(dims).asLongStream().toArray()), all);
  }

  private void require(int count) {
    if (count != size) {
      throw new KwsException(count + " elements for a tensor of " + Arrays.toString(dims));
    }
  }
}
