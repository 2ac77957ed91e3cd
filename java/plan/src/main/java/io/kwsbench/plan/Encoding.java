package io.kwsbench.plan;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/** The storage of an operand, {@code kws_encoding}: plain, or weights of fewer bits. */
public enum Encoding implements Numbered {
  PLAIN(KwsNative.KWS_PLAIN),

  /** Panels of int8 and a scale for each of their columns. */
  WEIGHTS_8(KwsNative.KWS_WEIGHTS_8),

  /** Panels of bfloat16. */
  WEIGHTS_16(KwsNative.KWS_WEIGHTS_16),

  /** The same by pairs, for a product of bfloat16. */
  BF16(KwsNative.KWS_BF16);

  private final int number;

  Encoding(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /** The precision of a product whose weights are stored so. */
  public Precision precision() {
    return switch (this) {
      case PLAIN -> Precision.FLOAT32;
      case WEIGHTS_8 -> Precision.WEIGHTS8;
      case WEIGHTS_16 -> Precision.WEIGHTS16;
      case BF16 -> Precision.BF16;
    };
  }
}
