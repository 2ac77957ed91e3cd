package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;

/**
 * The weights of a recurrent layer's gates side by side.
 *
 * @param kernel [features, gates × units]; whole numbers where the weights are quantized
 * @param scales what they stand for, one per column; null where the kernel is real
 * @param asymmetric how activations are quantized
 */
record GateWeights(Literal kernel, Literal scales, boolean asymmetric) {
  /**
   * Joins the weights of some gates.
   *
   * @param inputs the numbers of the operator's inputs, [units, features] each
   */
  static GateWeights of(TfliteCall call, boolean asymmetric, int... inputs) {
    int units = shape(call, inputs[0])[0];
    int features = shape(call, inputs[0])[1];
    int width = Math.multiplyExact(inputs.length, units);
    float[] all = new float[Math.multiplyExact(features, width)];
    float[] scales = new float[width];
    boolean quantized = false;
    for (int gate = 0; gate < inputs.length; gate++) {
      if (!Arrays.equals(shape(call, inputs[gate]), new int[] {units, features})) {
        throw call.error("has gates of different sizes");
      }
      Weights weights = call.weights(inputs[gate]);
      float[] values = constant(call, weights).toFloats();
      for (int unit = 0; unit < units; unit++) {
        for (int i = 0; i < features; i++) {
          all[i * width + gate * units + unit] = values[unit * features + i];
        }
      }
      Arrays.fill(scales, gate * units, (gate + 1) * units, 1);
      if (weights.isQuantized()) {
        quantized = true;
        float[] own = weights.scales().toFloats();
        for (int unit = 0; unit < units; unit++) {
          scales[gate * units + unit] = own[own.length == 1 ? 0 : unit];
        }
      } else if (quantized) {
        throw call.error("has quantized weights beside real ones");
      }
    }
    Literal kernel = Literal.of(all, features, width);
    return new GateWeights(kernel, quantized ? Literal.of(scales, width) : null, asymmetric);
  }

  private static int[] shape(TfliteCall call, int input) {
    int[] shape = call.weights(input).value().shape();
    if (shape.length != 2) {
      throw call.error("has weights of " + shape.length + " axes");
    }
    return shape;
  }

  private static Literal constant(TfliteCall call, Weights weights) {
    Value value = call.folded(weights.value());
    if (!value.isConstant()) {
      throw call.error("computes its weights");
    }
    return value.node().constant();
  }

  int features() {
    return kernel.dims()[0];
  }

  int width() {
    return kernel.dims()[1];
  }

  /** The product of rows with the kernel. */
  Value times(IrBuilder graph, Value rows, String name) {
    MathOps math = graph.math();
    Value weights = graph.constant(name, kernel);
    if (scales == null) {
      return math.matMul(rows, weights);
    }
    Levels levels = Levels.of(graph, rows, asymmetric, 1);
    Value scale = math.mul(levels.scale(), graph.constant("scales", scales));
    return math.mul(math.matMul(levels.value(), weights), scale);
  }
}
