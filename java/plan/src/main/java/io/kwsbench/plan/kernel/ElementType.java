package io.kwsbench.plan.kernel;

import io.kwsbench.KwsException;
import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;
import io.kwsbench.tensor.DType;
import java.util.Arrays;

/** Element types of the engine, {@code kws_dtype}. */
public enum ElementType implements Numbered {
  FLOAT32(KwsNative.KWS_FLOAT32, DType.FLOAT),
  INT32(KwsNative.KWS_INT32, DType.INT32),
  INT64(KwsNative.KWS_INT64, DType.INT64),
  BOOL(KwsNative.KWS_BOOL, DType.BOOL),
  UINT8(KwsNative.KWS_UINT8, DType.UINT8),
  INT16(KwsNative.KWS_INT16, DType.INT16),
  FLOAT64(KwsNative.KWS_FLOAT64, DType.DOUBLE),
  BYTES(KwsNative.KWS_BYTES, DType.STRING),
  INT8(KwsNative.KWS_INT8, DType.INT8);

  private final int number;
  private final DType dtype;

  ElementType(int number, DType dtype) {
    this.number = number;
    this.dtype = dtype;
  }

  @Override
  public int number() {
    return number;
  }

  /** The graph's name for it. */
  public DType dtype() {
    return dtype;
  }

  /**
   * The engine's type for one of the graph's.
   *
   * @throws KwsException when it has none
   */
  public static ElementType of(DType dtype) {
    return Arrays.stream(values())
        .filter(type -> type.dtype == dtype)
        .findFirst()
        .orElseThrow(
            () -> new KwsException("the native engine has no " + dtype.label() + " tensors"));
  }
}
