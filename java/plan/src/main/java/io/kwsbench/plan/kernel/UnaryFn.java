package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/** Functions of one element, {@code kws_unary_op}; the header defines each. */
public enum UnaryFn implements Numbered {
  IDENTITY(KwsNative.KWS_IDENTITY),
  CLAMP(KwsNative.KWS_CLAMP),
  SIGMOID(KwsNative.KWS_SIGMOID),
  TANH(KwsNative.KWS_TANH),
  HARD_SIGMOID(KwsNative.KWS_HARD_SIGMOID),
  ELU(KwsNative.KWS_ELU),
  SELU(KwsNative.KWS_SELU),
  LEAKY_RELU(KwsNative.KWS_LEAKY_RELU),
  SOFTPLUS(KwsNative.KWS_SOFTPLUS),
  SOFTSIGN(KwsNative.KWS_SOFTSIGN),
  EXP(KwsNative.KWS_EXP),
  LOG(KwsNative.KWS_LOG),
  LOG1P(KwsNative.KWS_LOG1P),
  EXPM1(KwsNative.KWS_EXPM1),
  SQRT(KwsNative.KWS_SQRT),
  RSQRT(KwsNative.KWS_RSQRT),
  RECIPROCAL(KwsNative.KWS_RECIPROCAL),
  SQUARE(KwsNative.KWS_SQUARE),
  ABS(KwsNative.KWS_ABS),
  NEG(KwsNative.KWS_NEG),
  SIGN(KwsNative.KWS_SIGN),
  FLOOR(KwsNative.KWS_FLOOR),
  CEIL(KwsNative.KWS_CEIL),
  ROUND(KwsNative.KWS_ROUND),
  SIN(KwsNative.KWS_SIN),
  COS(KwsNative.KWS_COS),
  AFFINE(KwsNative.KWS_AFFINE),
  SWISH(KwsNative.KWS_SWISH),
  ERF(KwsNative.KWS_ERF),
  GELU(KwsNative.KWS_GELU);

  private final int number;

  UnaryFn(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /**
   * Floating-point operations that the engine executes for an element, {@code
   * docs/reference/flops.md}.
   */
  public double executedFlops() {
    return switch (this) {
      case IDENTITY -> 0;
      case CLAMP, AFFINE, LEAKY_RELU -> 2;
      case SIGMOID, TANH, ELU, SELU, SOFTPLUS, EXP, LOG, LOG1P, EXPM1, SIN, COS -> 10;
      case SWISH, ERF, GELU -> 10;
      default -> 1;
    };
  }
}
