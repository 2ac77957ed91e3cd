package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Reads the constants of a graph, as {@code tensor.proto} defines them: packed bytes, or a list of
 * values whose last one is repeated to fill the shape.
 */
final class LiteralReader {
  private final String where;
  private final TensorProto proto;
  private final DType dtype;
  private final Shape shape;
  private final int size;

  private LiteralReader(String where, TensorProto proto) {
    this.where = where;
    this.proto = proto;
    try {
      this.dtype = DType.ofNumber(proto.getDtypeValue());
    } catch (IllegalArgumentException e) {
      throw new KwsException(where + ": its constant has an " + e.getMessage(), e);
    }
    this.shape = shape(proto.getTensorShape());
    long elements = shape.elements().orElse(Long.MAX_VALUE);
    if (!shape.isStatic() || elements > Integer.MAX_VALUE / 8) {
      throw bad("has the impossible shape " + shape);
    }
    this.size = (int) elements;
  }

  /**
   * Reads a constant.
   *
   * @param where how messages name it: the file and the node
   * @throws KwsException when the proto contradicts itself
   */
  static Literal read(TensorProto proto, String where) {
    return new LiteralReader(where, proto).read();
  }

  /** How many elements a constant claims that its proto does not hold but repeats. */
  static long repeated(TensorProto proto) {
    long elements = shape(proto.getTensorShape()).elements().orElse(0);
    return proto.getTensorContent().isEmpty() ? elements : 0;
  }

  /** A shape as protobuf spells it; unknown or impossible dimensions are unknown. */
  static Shape shape(TensorShapeProto proto) {
    if (proto.getUnknownRank() || proto.getDimCount() > 64) {
      return Shape.UNKNOWN;
    }
    long[] dims = new long[proto.getDimCount()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Math.max(-1, proto.getDim(i).getSize());
    }
    return Shape.of(dims);
  }

  private Literal read() {
    if (dtype == DType.STRING) {
      return strings();
    }
    if (dtype == DType.COMPLEX64) {
      return complex();
    }
    if (!dtype.isReal() && !dtype.isInteger() && dtype != DType.BOOL) {
      throw bad(
          "has elements of type " + dtype.label() + ", which constants of speech graphs lack");
    }
    return proto.getTensorContent().isEmpty() ? listed() : packed();
  }

  private Literal complex() {
    float[] pairs = new float[2 * size];
    ByteString content = proto.getTensorContent();
    if (!content.isEmpty()) {
      if (content.size() != (long) size * dtype.bytes()) {
        throw bad("holds " + content.size() + " bytes for " + dtype.label() + shape);
      }
      content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(pairs);
      return Literal.ofComplex(shape, pairs);
    }
    List<Float> list = proto.getScomplexValList();
    if (list.size() % 2 != 0 || list.size() > pairs.length) {
      throw bad("holds " + list.size() + " floats for " + dtype.label() + shape);
    }
    for (int i = 0; i < pairs.length && !list.isEmpty(); i++) {
      pairs[i] = list.get(i < list.size() ? i : list.size() - 2 + i % 2);
    }
    return Literal.ofComplex(shape, pairs);
  }

  private Literal packed() {
    ByteString content = proto.getTensorContent();
    if (content.size() != (long) size * dtype.bytes()) {
      throw bad("holds " + content.size() + " bytes for " + dtype.label() + shape);
    }
    ByteBuffer bytes = content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    switch (dtype) {
      case FLOAT -> {
        float[] values = new float[size];
        bytes.asFloatBuffer().get(values);
        return Literal.ofFloats(shape, values);
      }
      case DOUBLE -> {
        double[] values = new double[size];
        bytes.asDoubleBuffer().get(values);
        return Literal.ofReals(dtype, shape, values);
      }
      case HALF, BFLOAT16 -> {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = widen(bytes.getShort());
        }
        return Literal.ofRealFloats(dtype, shape, values);
      }
      default -> {
        long[] values = new long[size];
        for (int i = 0; i < size; i++) {
          values[i] = packedInteger(bytes);
        }
        return Literal.ofLongs(dtype, shape, values);
      }
    }
  }

  private long packedInteger(ByteBuffer bytes) {
    return switch (dtype) {
      case INT64 -> bytes.getLong();
      case INT32, QINT32 -> bytes.getInt();
      case INT16, QINT16 -> bytes.getShort();
      case UINT16, QUINT16 -> bytes.getShort() & 0xffff;
      case UINT8, QUINT8 -> bytes.get() & 0xff;
      case BOOL -> bytes.get() != 0 ? 1 : 0;
      default -> bytes.get();
    };
  }

  private Literal listed() {
    switch (dtype) {
      case FLOAT -> {
        List<Float> list = checked(proto.getFloatValList());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = repeated(list, i, 0f);
        }
        return Literal.ofFloats(shape, values);
      }
      case DOUBLE -> {
        List<Double> list = checked(proto.getDoubleValList());
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = repeated(list, i, 0.0);
        }
        return Literal.ofReals(dtype, shape, values);
      }
      case HALF, BFLOAT16 -> {
        List<Integer> list = checked(proto.getHalfValList());
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = widen(repeated(list, i, 0).shortValue());
        }
        return Literal.ofRealFloats(dtype, shape, values);
      }
      default -> {
        return listedIntegers();
      }
    }
  }

  private Literal listedIntegers() {
    long[] values = new long[size];
    if (dtype == DType.INT64) {
      List<Long> list = checked(proto.getInt64ValList());
      for (int i = 0; i < size; i++) {
        values[i] = repeated(list, i, 0L);
      }
    } else if (dtype == DType.BOOL) {
      List<Boolean> list = checked(proto.getBoolValList());
      for (int i = 0; i < size; i++) {
        values[i] = repeated(list, i, false) ? 1 : 0;
      }
    } else {
      List<Integer> list = checked(proto.getIntValList());
      for (int i = 0; i < size; i++) {
        values[i] = repeated(list, i, 0);
      }
    }
    return Literal.ofLongs(dtype, shape, values);
  }

  private Literal strings() {
    List<ByteString> list = checked(proto.getStringValList());
    byte[][] values = new byte[size][];
    for (int i = 0; i < size; i++) {
      values[i] = repeated(list, i, ByteString.EMPTY).toByteArray();
    }
    return Literal.ofStrings(shape, values);
  }

  private <T> List<T> checked(List<T> values) {
    if (values.size() > size) {
      throw bad("holds " + values.size() + " values for " + dtype.label() + shape);
    }
    return values;
  }

  private static <T> T repeated(List<T> values, int i, T missing) {
    return values.isEmpty() ? missing : values.get(Math.min(i, values.size() - 1));
  }

  private float widen(short bits) {
    if (dtype == DType.BFLOAT16) {
      return Float.intBitsToFloat(bits << 16);
    }
    int exponent = (bits >> 10) & 0x1f;
    float fraction = bits & 0x3ff;
    float magnitude =
        switch (exponent) {
          case 0 -> fraction * 0x1p-24f;
          case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
          default -> Math.scalb(1024 + fraction, exponent - 25);
        };
    return bits < 0 ? -magnitude : magnitude;
  }

  private KwsException bad(String what) {
    return new KwsException(where + ": its constant " + what);
  }
}
