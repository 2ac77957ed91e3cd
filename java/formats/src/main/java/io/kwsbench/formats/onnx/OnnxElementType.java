package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;
import java.util.Arrays;

/** Element types of ONNX tensors that are read, with their numbers in TensorProto.DataType. */
enum OnnxElementType {
  FLOAT(1, 4),
  UINT8(2, 1),
  INT8(3, 1),
  UINT16(4, 2),
  INT16(5, 2),
  INT32(6, 4),
  INT64(7, 8),
  BOOL(9, 1),
  FLOAT16(10, 2),
  DOUBLE(11, 8),
  UINT32(12, 4),
  UINT64(13, 8),
  BFLOAT16(16, 2);

  private final int number;
  private final int bytes;

  OnnxElementType(int number, int bytes) {
    this.number = number;
    this.bytes = bytes;
  }

  static OnnxElementType of(long number) {
    return Arrays.stream(values())
        .filter(type -> type.number == number)
        .findFirst()
        .orElseThrow(() -> new KwsException("elements of type " + number + " are not read"));
  }

  int bytes() {
    return bytes;
  }

  /** Returns whether they are integers of 8 or 16 bits. */
  boolean isNarrow() {
    return dtype() == DType.INT32 && bytes < 4;
  }

  /** The least of narrow integers. */
  int least() {
    return switch (this) {
      case INT8 -> Byte.MIN_VALUE;
      case INT16 -> Short.MIN_VALUE;
      default -> 0;
    };
  }

  /** The greatest of narrow integers. */
  int greatest() {
    return least() + (1 << 8 * bytes) - 1;
  }

  /** The element type in frozen graphs. */
  DType dtype() {
    return switch (this) {
      case FLOAT, FLOAT16, BFLOAT16, DOUBLE -> DType.FLOAT;
      case BOOL -> DType.BOOL;
      default -> DType.INT32;
    };
  }
}
