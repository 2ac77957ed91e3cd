package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;

/**
 * Activations that are quantized to int8 while the model runs, as in the kernels of dynamic-range
 * models. Products of such levels with the integers of the weights are exact in float.
 *
 * @param value whole numbers, less the zero point
 * @param scale what one level stands for
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/kernels/internal/reference/portable_tensor_utils.cc">
 *     portable_tensor_utils.cc</a>
 */
record Levels(Value value, Value scale) {
  /** Keeps the levels of zeros from being zero divided by zero. */
  private static final float MIN_RANGE = 1e-30f;

  /**
   * Quantizes.
   *
   * @param asymmetric whether the range has a zero point of its own, in place of ±127
   * @param axes what shares one range
   */
  static Levels of(IrBuilder graph, Value x, boolean asymmetric, int... axes) {
    return asymmetric ? asymmetric(graph, x, axes) : symmetric(graph, x, axes);
  }

  private static Levels symmetric(IrBuilder graph, Value x, int... axes) {
    MathOps math = graph.math();
    Value largest = math.reduce("Max", math.unary("Abs", x), true, axes);
    Value range = math.binary("Maximum", largest, graph.scalar(MIN_RANGE));
    Value perUnit = math.div(graph.scalar(127), range);
    Value levels = math.clip(rounded(graph, math.mul(x, perUnit)), -127, 127);
    return new Levels(levels, math.div(range, graph.scalar(127)));
  }

  private static Levels asymmetric(IrBuilder graph, Value x, int... axes) {
    MathOps math = graph.math();
    Value zero = graph.scalar(0);
    Value low = math.binary("Minimum", math.reduce("Min", x, true, axes), zero);
    Value high = math.binary("Maximum", math.reduce("Max", x, true, axes), zero);
    Value range = math.binary("Maximum", math.sub(high, low), graph.scalar(MIN_RANGE));
    Value scale = math.div(range, graph.scalar(255));
    Value below = math.div(math.mul(low, -255), range);
    Value point = math.clip(rounded(graph, math.add(below, -128)), -128, 127);
    Value perUnit = math.div(graph.scalar(1), scale);
    Value levels = rounded(graph, math.add(math.mul(x, perUnit), point));
    return new Levels(math.sub(math.clip(levels, -128, 127), point), scale);
  }

  /** The nearest whole number; halves go away from zero. */
  private static Value rounded(IrBuilder graph, Value x) {
    MathOps math = graph.math();
    Value whole = math.unary("Floor", math.add(math.unary("Abs", x), 0.5f));
    return math.mul(math.unary("Sign", x), whole);
  }
}
