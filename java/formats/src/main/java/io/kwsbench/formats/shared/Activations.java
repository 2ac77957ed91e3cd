package io.kwsbench.formats.shared;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;

/** Activations that TensorFlow 1.4 has no operation of its own for. */
public final class Activations {
  private Activations() {}

  /** The positive part less the slope times the negative part: the passes know it. */
  public static Value leaky(IrBuilder graph, Value x, float slope) {
    MathOps math = graph.math();
    Value negative = math.unary("Relu", math.sub(graph.scalar(0), x));
    return math.sub(math.unary("Relu", x), math.mul(negative, slope));
  }

  /** {@code alpha x + beta}, kept between 0 and 1. */
  public static Value hardSigmoid(IrBuilder graph, Value x, float alpha, float beta) {
    MathOps math = graph.math();
    return math.clip(math.add(math.mul(x, alpha), beta), 0, 1);
  }

  /** {@code x} times the hard sigmoid of slope 1/6. */
  public static Value hardSwish(IrBuilder graph, Value x) {
    return graph.math().mul(x, hardSigmoid(graph, x, 1 / 6f, 0.5f));
  }

  /**
   * The Gaussian error linear unit.
   *
   * @param approximate whether it is spelled with tanh instead of the error function
   */
  public static Value gelu(IrBuilder graph, Value x, boolean approximate) {
    MathOps math = graph.math();
    Value inner;
    if (approximate) {
      Value cube = math.mul(math.mul(math.unary("Square", x), x), 0.044715f);
      inner = math.unary("Tanh", math.mul(math.add(x, cube), (float) Math.sqrt(2 / Math.PI)));
    } else {
      inner = math.unary("Erf", math.mul(x, (float) Math.sqrt(0.5)));
    }
    return math.mul(math.mul(x, 0.5f), math.add(inner, 1));
  }
}
