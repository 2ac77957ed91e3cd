package io.kwsbench.graph;

import com.google.protobuf.ByteString;
import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * Reads the constants of a graph, as {@code tensor.proto} defines them: packed bytes, or a list of
 * values whose last one is repeated to fill the shape.
 */
public final class LiteralReader {
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
  public static Literal read(TensorProto proto, String where) {
    return new LiteralReader(where, proto).read();
  }

  /**
   * Checks what {@link #read} would, for every known type, without making the elements.
   *
   * @throws KwsException when the proto contradicts itself
   */
  static void check(TensorProto proto, String where) {
    LiteralReader reader = new LiteralReader(where, proto);
    boolean packedStrings = reader.dtype == DType.STRING && !proto.getTensorContent().isEmpty();
    if (reader.dtype != DType.RESOURCE && reader.dtype != DType.VARIANT && !packedStrings) {
      reader.checkSize();
    }
  }

  /** The number of elements that a constant declares but its proto repeats instead of storing. */
  static long repeated(TensorProto proto) {
    long elements = shape(proto.getTensorShape()).elements().orElse(0);
    return proto.getTensorContent().isEmpty() ? elements : 0;
  }

  /** A shape as protobuf spells it; unknown or impossible dimensions are unknown. */
  public static Shape shape(TensorShapeProto proto) {
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
    checkSize();
    return proto.getTensorContent().isEmpty() ? listed() : packed();
  }

  /** Packed bytes fill the shape exactly; a list may be shorter, as its last value is repeated. */
  private void checkSize() {
    ByteString content = proto.getTensorContent();
    if (!content.isEmpty()) {
      if (content.size() != (long) size * dtype.bytes()) {
        throw bad("holds " + content.size() + " bytes for " + dtype.label() + shape);
      }
      return;
    }
    int parts = dtype == DType.COMPLEX64 ? 2 : 1;
    int listed = list().size();
    if (listed > (long) parts * size || listed % parts != 0) {
      throw bad("holds " + listed + " values for " + dtype.label() + shape);
    }
  }

  private List<?> list() {
    return switch (dtype) {
      case FLOAT -> proto.getFloatValList();
      case DOUBLE -> proto.getDoubleValList();
      case HALF, BFLOAT16 -> proto.getHalfValList();
      case INT64 -> proto.getInt64ValList();
      case BOOL -> proto.getBoolValList();
      case STRING -> proto.getStringValList();
      case COMPLEX64 -> proto.getScomplexValList();
      default -> proto.getIntValList();
    };
  }

  private Literal complex() {
    checkSize();
    float[] pairs = new float[2 * size];
    ByteString content = proto.getTensorContent();
    if (!content.isEmpty()) {
      content.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(pairs);
      return Literal.ofComplex(shape, pairs);
    }
    List<Float> list = proto.getScomplexValList();
    for (int i = 0; i < pairs.length && !list.isEmpty(); i++) {
      pairs[i] = list.get(i < list.size() ? i : list.size() - 2 + i % 2);
    }
    return Literal.ofComplex(shape, pairs);
  }

  private Literal packed() {
    ByteBuffer bytes =
        proto.getTensorContent().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
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
        List<Float> list = proto.getFloatValList();
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
          values[i] = repeated(list, i, 0f);
        }
        return Literal.ofFloats(shape, values);
      }
      case DOUBLE -> {
        List<Double> list = proto.getDoubleValList();
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
          values[i] = repeated(list, i, 0.0);
        }
        return Literal.ofReals(dtype, shape, values);
      }
      case HALF, BFLOAT16 -> {
        List<Integer> list = proto.getHalfValList();
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
      List<Long> list = proto.getInt64ValList();
      for (int i = 0; i < size; i++) {
        values[i] = repeated(list, i, 0L);
      }
    } else if (dtype == DType.BOOL) {
      List<Boolean> list = proto.getBoolValList();
      for (int i = 0; i < size; i++) {
        values[i] = repeated(list, i, false) ? 1 : 0;
      }
    } else {
      List<Integer> list = proto.getIntValList();
      for (int i = 0; i < size; i++) {
        values[i] = repeated(list, i, 0);
      }
    }
    return Literal.ofLongs(dtype, shape, values);
  }

  private Literal strings() {
    if (!proto.getTensorContent().isEmpty()) {
      throw bad("packs its strings, which is not supported");
    }
    checkSize();
    List<ByteString> list = proto.getStringValList();
    byte[][] values = new byte[size][];
    for (int i = 0; i < size; i++) {
      values[i] = repeated(list, i, ByteString.EMPTY).toByteArray();
    }
    return Literal.ofStrings(shape, values);
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
