package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.levels.Multiplier;

/**
 * {@code x · min(max(x + 3, 0), 6) / 6} in the 16 bits of the reference kernel.
 *
 * @param output the factor to the output's scale
 * @param slope the factor that makes 3 a whole
 */
record HardSwish(Multiplier output, Multiplier slope) {
  private static final int RAISED = 7;

  static HardSwish of(TfliteCall call, Affine in, Affine out) {
    float raised = 1 / 128f * in.scale();
    Multiplier output = Multiplier.of(raised / out.scale());
    if (output.left() > 0) {
      throw call.error("has scales that its kernels refuse");
    }
    return new HardSwish(output, Multiplier.of(raised / (3f / (1 << 15))));
  }

  /** The level of a level, unclamped; both less their zero points. */
  int of(int x) {
    int raised = x << RAISED;
    int value = product(raised, half(output));
    int slope = slope(raised);
    int product = slope * value / (1 << 15);
    return (int) Multiplier.divided(product, output.right());
  }

  private int slope(int raised) {
    int value = slope.left() > 0 ? saturated(raised, slope.left() - 1) : raised;
    value = product(value, half(slope));
    value = slope.left() > 0 ? saturated(value, 1) : value;
    value = (int) Multiplier.divided(value, slope.right());
    return value + (1 << 15) >> 1;
  }

  private static int half(Multiplier factor) {
    int rounding = 1 << 15;
    return factor.mantissa() >= Integer.MAX_VALUE - rounding
        ? Short.MAX_VALUE
        : factor.mantissa() + rounding >> 16;
  }

  private static int product(int a, int b) {
    return a * b + (1 << 14) >> 15;
  }

  private static int saturated(int x, int bits) {
    long shifted = (long) x << bits;
    return (int) Math.min(Short.MAX_VALUE, Math.max(Short.MIN_VALUE, shifted));
  }
}
