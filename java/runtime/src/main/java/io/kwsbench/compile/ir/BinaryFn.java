package io.kwsbench.compile.ir;

/** Functions of two elements; {@link #number} is that of {@code kws_binary_op}. */
public enum BinaryFn {
  ADD(0),
  SUB(1),
  MUL(2),
  DIV(3),
  MAX(4),
  MIN(5),
  POW(6),
  SQUARED_DIFFERENCE(7),
  FLOOR_DIV(8),
  FLOOR_MOD(9),
  AND(16),
  OR(17),
  XOR(18),
  EQUAL(32),
  NOT_EQUAL(33),
  LESS(34),
  LESS_EQUAL(35),
  GREATER(36),
  GREATER_EQUAL(37);

  private final int number;

  BinaryFn(int number) {
    this.number = number;
  }

  /** The number in a plan. */
  public int number() {
    return number;
  }

  /** Whether it makes booleans out of numbers. */
  public boolean isComparison() {
    return number >= 32;
  }

  /** Whether the order of its arguments does not matter. */
  public boolean isCommutative() {
    return this == ADD || this == MUL || this == MAX || this == MIN;
  }

  /** Whether it takes and makes floats, so that chains can hold it. */
  public boolean isArithmetic() {
    return number < 16;
  }
}
