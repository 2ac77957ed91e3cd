package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import java.util.Optional;

/**
 * The weights of a product or a convolution.
 *
 * @param value floats; where the weights are quantized, their integers
 * @param quantization how the integers stand for real numbers; empty where they are real
 */
record Weights(Value value, Optional<Quantization> quantization) {
  static Weights of(TfliteCall call, Value value, TfliteTensor tensor) {
    Optional<Quantization> quantization = tensor.scale();
    if (quantization.isEmpty()) {
      return new Weights(value, quantization);
    }
    boolean symmetric = true;
    for (long zero : quantization.get().zeros()) {
      symmetric &= zero == 0;
    }
    if (tensor.type() != TfliteElementType.INT8 || !symmetric || !value.isConstant()) {
      throw call.error("has weights of type " + tensor.type() + " that are not symmetric int8");
    }
    Literal integers = value.node().constant();
    Literal floats = Literal.of(integers.toFloats(), integers.dims());
    return new Weights(call.graph().constant(floats), quantization);
  }

  boolean isQuantized() {
    return quantization.isPresent();
  }

  /** The same weights, of another shape or order. */
  Weights with(Value other) {
    return new Weights(other, quantization);
  }

  /** The scales as a vector along the outputs, or as one number. */
  Literal scales() {
    float[] scales = quantization.orElseThrow().scales();
    return scales.length == 1 ? Literal.scalar(scales[0]) : Literal.of(scales, scales.length);
  }
}
