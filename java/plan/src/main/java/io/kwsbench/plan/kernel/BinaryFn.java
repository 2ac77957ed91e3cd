package io.kwsbench.plan.kernel;

import io.kwsbench.nativelib.KwsNative;
import io.kwsbench.natives.Numbered;

/** Functions of two elements, {@code kws_binary_op}. */
public enum BinaryFn implements Numbered {
  ADD(KwsNative.KWS_ADD),
  SUB(KwsNative.KWS_SUB),
  MUL(KwsNative.KWS_MUL),
  DIV(KwsNative.KWS_DIV),
  MAX(KwsNative.KWS_MAX),
  MIN(KwsNative.KWS_MIN),
  POW(KwsNative.KWS_POW),
  SQUARED_DIFFERENCE(KwsNative.KWS_SQUARED_DIFFERENCE),
  FLOOR_DIV(KwsNative.KWS_FLOOR_DIV),
  FLOOR_MOD(KwsNative.KWS_FLOOR_MOD),
  AND(KwsNative.KWS_AND),
  OR(KwsNative.KWS_OR),
  XOR(KwsNative.KWS_XOR),
  EQUAL(KwsNative.KWS_EQUAL),
  NOT_EQUAL(KwsNative.KWS_NOT_EQUAL),
  LESS(KwsNative.KWS_LESS),
  LESS_EQUAL(KwsNative.KWS_LESS_EQUAL),
  GREATER(KwsNative.KWS_GREATER),
  GREATER_EQUAL(KwsNative.KWS_GREATER_EQUAL);

  private final int number;

  BinaryFn(int number) {
    this.number = number;
  }

  @Override
  public int number() {
    return number;
  }

  /** Returns whether it makes booleans out of numbers. */
  public boolean isComparison() {
    return number >= KwsNative.KWS_EQUAL;
  }

  /** Returns whether the order of its arguments does not matter. */
  public boolean isCommutative() {
    return this == ADD || this == MUL || this == MAX || this == MIN;
  }

  /** Returns whether it takes and makes floats, so that chains can hold it. */
  public boolean isArithmetic() {
    return number < KwsNative.KWS_BINARY_OPS;
  }

  /**
   * Floating-point operations that the engine executes for an element, {@code
   * docs/reference/flops.md}.
   */
  public double executedFlops() {
    return switch (this) {
      case POW -> 10;
      case SQUARED_DIFFERENCE -> 2;
      default -> 1;
    };
  }
}
