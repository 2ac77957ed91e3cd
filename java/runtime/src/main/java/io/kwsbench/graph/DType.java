package io.kwsbench.graph;

import java.util.Locale;

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
  INT64(9, 8, "int64", "int64"),
  BOOL(10, 1, "bool", "bool"),
  /** A handle to a resource such as a TensorArray; {@link #bytes()} is 0. */
  RESOURCE(20, 0, "resource", "resource");

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
    int base = number > 100 ? number - 100 : number;
    for (DType type : values()) {
      if (type.number == base) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown element type " + number);
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
    throw new IllegalArgumentException("unknown element type '" + text + "'");
  }
}
