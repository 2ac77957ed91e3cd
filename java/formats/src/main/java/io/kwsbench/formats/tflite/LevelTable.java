package io.kwsbench.formats.tflite;

import java.util.function.IntUnaryOperator;

/** A real function, tabulated on levels as TensorFlow Lite tabulates it: in floats. */
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
    return in.type() == TfliteElementType.INT16
        ? interpolated(function, in, out)
        : level -> exact(function, in, out, level);
  }

  private static int exact(Real function, Affine in, Affine out, int level) {
    float real = function.of(in.scale() * level);
    float perUnit = 1 / out.scale();
    float rescaled = Multiplier.awayFromZero(real * perUnit);
    return (int) out.range().clamped((long) rescaled);
  }

  /** Levels of 16 bits: between the ends of steps of 128. */
  private static IntUnaryOperator interpolated(Real function, Affine in, Affine out) {
    int[] table = steps(function, in, out);
    return centered -> {
      int level = centered + in.zero();
      int index = STEPS / 2 + (level >> STEP_BITS);
      int slope = table[index + 1] - table[index];
      int between = slope * (level & (1 << STEP_BITS) - 1) + (1 << STEP_BITS - 1) >> STEP_BITS;
      return (short) (table[index] + between) - out.zero();
    };
  }

  /** Values at the ends of the steps, moved by half of the error in the middle of the next one. */
  private static int[] steps(Real function, Affine in, Affine out) {
    float low = in.scale() * in.low();
    float high = in.scale() * in.high();
    float step = (high - low) / STEPS;
    float half = step / 2;
    float perUnit = 65536f / (out.scale() * out.high() - out.scale() * out.low());
    int[] table = new int[STEPS + 1];
    for (int i = 0; i < STEPS; i++) {
      float value = function.of(low + i * step) * perUnit;
      float middle = Multiplier.awayFromZero(function.of(low + i * step + half) * perUnit);
      float next = function.of(low + (i + 1) * step) * perUnit;
      float rounded = Multiplier.awayFromZero(value);
      float line = Multiplier.awayFromZero((next + rounded) / 2);
      table[i] = bounded(rounded - Multiplier.awayFromZero((line - middle) / 2));
    }
    table[STEPS] = bounded(Multiplier.awayFromZero(function.of(high) * perUnit));
    return table;
  }

  private static int bounded(float x) {
    return (int) Math.min(Short.MAX_VALUE, Math.max(Short.MIN_VALUE, x));
  }
}
