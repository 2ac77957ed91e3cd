package io.kwsbench.compile.plan;

import io.kwsbench.KwsException;
import io.kwsbench.graph.DType;

/** The engine's numbers for element types, those of {@code kws_dtype}. */
final class ElementType {
  private ElementType() {}

  static int number(DType type) {
    return switch (type) {
      case FLOAT -> 0;
      case INT32 -> 1;
      case INT64 -> 2;
      case BOOL -> 3;
      case UINT8 -> 4;
      case INT16 -> 5;
      case DOUBLE -> 6;
      case STRING -> 7;
      default -> throw new KwsException("the native engine has no " + type.label() + " tensors");
    };
  }

  static DType ofNumber(int number) {
    return switch (number) {
      case 0 -> DType.FLOAT;
      case 1 -> DType.INT32;
      case 2 -> DType.INT64;
      case 3 -> DType.BOOL;
      case 4 -> DType.UINT8;
      case 5 -> DType.INT16;
      case 6 -> DType.DOUBLE;
      case 7 -> DType.STRING;
      default -> throw new KwsException("element type " + number);
    };
  }
}
