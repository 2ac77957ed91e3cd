package io.kwsbench.tensor;

import io.kwsbench.OutOfRangeException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Element types that speech graphs use, with TensorFlow's names. */
public enum DType {
  FLOAT(1, 4, "float", "float32"),
  DOUBLE(2, 8, "double", "float64"),
  INT32(3, 4, "int32", "int32"),
  UINT8(4, 1, "uint8", "uint8"),
  INT16(5, 2, "int16", "int16"),
  INT8(6, 1, "int8", "int8"),
  /** Variable length; {@link #bytes()} is 0. */
  STRING(7, 0, "string", "string"),
  /** Two floats. */
  COMPLEX64(8, 8, "complex64", "complex64"),
  INT64(9, 8, "int64", "int64"),
  BOOL(10, 1, "bool", "bool"),
  /** Codes of quantized weights, as the next four. */
  QINT8(11, 1, "qint8", "qint8"),
  QUINT8(12, 1, "quint8", "quint8"),
  QINT32(13, 4, "qint32", "qint32"),
  QINT16(15, 2, "qint16", "qint16"),
  QUINT16(16, 2, "quint16", "quint16"),
  BFLOAT16(14, 2, "bfloat16", "bfloat16"),
  UINT16(17, 2, "uint16", "uint16"),
  HALF(19, 2, "half", "float16"),
  /** A handle to a resource such as a TensorArray; {@link #bytes()} is 0. */
  RESOURCE(20, 0, "resource", "resource"),
  /** Anything, such as a TensorList; {@link #bytes()} is 0. */
  VARIANT(21, 0, "variant", "variant");

  private final int number;
  private final int bytes;
  private final String label;
  private final String alias;

  DType(int number, int bytes, String label, String alias) {
    this.number = number;
    this.bytes = bytes;
    this.label = label;
    this.alias = alias;
  }

  /** The number of this type in TensorFlow's {@code types.proto}. */
  public int number() {
    return number;
  }

  /** Bytes an element, 0 where elements have no fixed size. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether elements are real numbers in floating point. */
  public boolean isReal() {
    return this == FLOAT || this == DOUBLE || this == HALF || this == BFLOAT16;
  }

  /** Returns whether elements are integers (booleans are not). */
  public boolean isInteger() {
    return switch (this) {
      case INT8, UINT8, INT16, UINT16, INT32, INT64, QINT8, QUINT8, QINT16, QUINT16, QINT32 -> true;
      default -> false;
    };
  }

  /** Returns whether elements are never negative. */
  public boolean isUnsigned() {
    return this == UINT8 || this == UINT16 || this == QUINT8 || this == QUINT16 || this == BOOL;
  }

  /** The name as benchmark_model's flags spell it: {@code float}, {@code int32}, … */
  public String label() {
    return label;
  }

  /**
   * The type that {@code number} stands for; reference types (number + 100) are their base type.
   *
   * @throws IllegalArgumentException when no such type is known
   */
  public static DType ofNumber(int number) {
    return find(number)
        .orElseThrow(() -> new IllegalArgumentException("unknown element type " + number));
  }

  /** Like {@link #ofNumber}, but empty when no such type is known. */
  public static Optional<DType> find(int number) {
    int base = number > 100 ? number - 100 : number;
    return Arrays.stream(values()).filter(type -> type.number == base).findFirst();
  }

  /**
   * The type that a flag or a report names, in either spelling.
   *
   * @throws IllegalArgumentException when no such type is known
   */
  public static DType ofLabel(String text) {
    String wanted = text.trim().toLowerCase(Locale.ROOT);
    for (DType type : values()) {
      if (type.label.equals(wanted) || type.alias.equals(wanted)) {
        return type;
      }
    }
    throw new OutOfRangeException("unknown element type '" + text + "'");
  }
}
