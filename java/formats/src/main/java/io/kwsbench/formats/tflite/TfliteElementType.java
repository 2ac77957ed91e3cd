package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.tensor.DType;

/** Element types of TensorFlow Lite's tensors, in the order of their numbers. */
enum TfliteElementType {
  FLOAT32(4, DType.FLOAT),
  FLOAT16(2, DType.FLOAT),
  INT32(4, DType.INT32),
  UINT8(1, DType.INT32),
  INT64(8, DType.INT32),
  STRING(0, null),
  BOOL(1, DType.BOOL),
  INT16(2, DType.INT32),
  COMPLEX64(8, null),
  INT8(1, DType.INT32),
  FLOAT64(8, DType.FLOAT),
  COMPLEX128(16, null),
  UINT64(8, null),
  RESOURCE(0, null),
  VARIANT(0, null),
  UINT32(4, DType.INT32),
  UINT16(2, DType.INT32),
  INT4(0, null),
  BFLOAT16(2, DType.FLOAT);

  private final int bytes;
  private final DType dtype;

  TfliteElementType(int bytes, DType dtype) {
    this.bytes = bytes;
    this.dtype = dtype;
  }

  static TfliteElementType of(int number) {
    if (number < 0 || number >= values().length) {
      throw new KwsException("elements of type " + number + " are not read");
    }
    return values()[number];
  }

  int bytes() {
    return bytes;
  }

  /**
   * The element type in frozen graphs.
   *
   * @throws KwsException when they have none
   */
  DType dtype() {
    if (dtype == null) {
      throw new KwsException("elements of type " + name() + " are not read");
    }
    return dtype;
  }

  /** The element type of a graph's inputs and outputs, as the file has it. */
  DType stored() {
    return switch (this) {
      case INT8 -> DType.INT8;
      case UINT8 -> DType.UINT8;
      case INT16 -> DType.INT16;
      default -> dtype();
    };
  }

  /** The least number of a narrow type. */
  int least() {
    return this == UINT8 ? 0 : -1 << (8 * bytes - 1);
  }

  /** The greatest number of a narrow type. */
  int greatest() {
    return this == UINT8 ? 255 : (1 << (8 * bytes - 1)) - 1;
  }

  /** Returns whether tensors of quantized numbers have this type. */
  boolean isNarrow() {
    return this == INT8 || this == UINT8 || this == INT16;
  }
}
