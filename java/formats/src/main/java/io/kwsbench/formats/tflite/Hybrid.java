package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import java.util.function.UnaryOperator;

/** Products of real activations and quantized weights, in integers. */
final class Hybrid {
  private Hybrid() {}

  /** A convolution, whose whole image shares one range. */
  static Value convolved(
      TfliteCall call, Value image, Weights weights, UnaryOperator<Value> convolution) {
    if (!weights.isQuantized()) {
      return convolution.apply(image);
    }
    // weights of one scale for all outputs have kernels of their own
    boolean depthwise = call.operator().op().startsWith("DEPTHWISE");
    boolean asymmetric = weights.quantization().orElseThrow().scales().length > 1 || depthwise;
    Levels levels = Levels.of(call.graph(), image, asymmetric, 1, 2, 3);
    return scaled(call, convolution.apply(levels.value()), levels, weights);
  }

  /** A product of rows, each of which has a range of its own. */
  static Value multiplied(
      TfliteCall call,
      Value rows,
      Weights weights,
      boolean asymmetric,
      UnaryOperator<Value> product) {
    if (!weights.isQuantized()) {
      return product.apply(rows);
    }
    Levels levels = Levels.of(call.graph(), rows, asymmetric, 1);
    return scaled(call, product.apply(levels.value()), levels, weights);
  }

  private static Value scaled(TfliteCall call, Value product, Levels levels, Weights weights) {
    Value scales = call.graph().constant("scales", weights.scales());
    return call.math().mul(product, call.math().mul(levels.scale(), scales));
  }
}
