package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.levels.Multiplier;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;

/** A real function, tabulated on levels as TensorFlow Lite tabulates it. */
final class LevelTable {
  private static final int STEPS = 512;
  private static final int STEP_BITS = 7;

  private LevelTable() {}

  /** A function of real numbers. */
  @FunctionalInterface
  interface Real {
    float of(float x);
  }

  /** The level of the function's value for each level; both less their zero points. */
  static IntUnaryOperator of(Real function, Affine in, Affine out) {
    if (in.type() != TfliteElementType.INT16) {
      return level -> exact(function, in, out, level);
    }
    Ends from = new Ends(in.scale() * in.low(), in.scale() * in.high());
    Ends to = new Ends(out.scale() * out.low(), out.scale() * out.high());
    IntUnaryOperator whole = between(x -> function.of((float) x), from, to, x -> (float) x);
    return level -> whole.applyAsInt(level + in.zero()) - out.zero();
  }

  private static int exact(Real function, Affine in, Affine out, int level) {
    float real = function.of(in.scale() * level);
    float perUnit = 1 / out.scale();
    float rescaled = Multiplier.awayFromZero(real * perUnit);
    return (int) out.range().clamped((long) rescaled);
  }

  /** The real numbers of the lowest and the highest level. */
  record Ends(double low, double high) {}

  /**
   * A function on levels of 16 bits: between the ends of steps of 128.
   *
   * @param rounded what becomes of each result: those of floats are rounded to one
   */
  static IntUnaryOperator between(
      DoubleUnaryOperator function, Ends in, Ends out, DoubleUnaryOperator rounded) {
    int[] table = steps(function, in, out, rounded);
    return level -> {
      int index = STEPS / 2 + (level >> STEP_BITS);
      int slope = table[index + 1] - table[index];
      int more = slope * (level & (1 << STEP_BITS) - 1) + (1 << STEP_BITS - 1) >> STEP_BITS;
      return (short) (table[index] + more);
    };
  }

  /** Values at the ends of the steps, moved by half of the error in the middle of the next one. */
  private static int[] steps(
      DoubleUnaryOperator function, Ends in, Ends out, DoubleUnaryOperator rounded) {
    double step = rounded.applyAsDouble(rounded.applyAsDouble(in.high - in.low) / STEPS);
    double half = rounded.applyAsDouble(step / 2);
    double perUnit = rounded.applyAsDouble(65536 / rounded.applyAsDouble(out.high - out.low));
    DoubleUnaryOperator value = x -> rounded.applyAsDouble(function.applyAsDouble(x) * perUnit);
    int[] table = new int[STEPS + 1];
    for (int i = 0; i < STEPS; i++) {
      double from = at(in.low, i, step, rounded);
      double whole = Multiplier.awayFromZero(value.applyAsDouble(from));
      double middle =
          Multiplier.awayFromZero(value.applyAsDouble(rounded.applyAsDouble(from + half)));
      double next = value.applyAsDouble(at(in.low, i + 1, step, rounded));
      double line = Multiplier.awayFromZero(rounded.applyAsDouble(next + whole) / 2);
      table[i] = bounded(whole - Multiplier.awayFromZero((line - middle) / 2));
    }
    table[STEPS] = bounded(Multiplier.awayFromZero(value.applyAsDouble(in.high)));
    return table;
  }

  private static double at(double low, int i, double step, DoubleUnaryOperator rounded) {
    return rounded.applyAsDouble(low + rounded.applyAsDouble(i * step));
  }

  private static int bounded(double x) {
    return (int) Math.min(Short.MAX_VALUE, Math.max(Short.MIN_VALUE, x));
  }
}
