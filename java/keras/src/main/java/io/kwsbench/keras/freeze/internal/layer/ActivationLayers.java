package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Activation and the activations that are layers of their own. */
final class ActivationLayers {
  private ActivationLayers() {}

  static Map<String, LayerKind> kinds() {
    Map<String, LayerKind> kinds = new HashMap<>();
    kinds.put("Activation", call -> List.of(call.activated(call.input())));
    kinds.put("LeakyReLU", ActivationLayers::leakyRelu);
    kinds.put("ELU", ActivationLayers::elu);
    kinds.put("ThresholdedReLU", ActivationLayers::thresholded);
    kinds.put("ReLU", ActivationLayers::relu);
    kinds.put("Softmax", ActivationLayers::softmax);
    kinds.put("PReLU", new Parametric());
    return kinds;
  }

  private static Activations activations(LayerCall call) {
    return call.context().activations();
  }

  /** Keras 3 calls the slope {@code negative_slope}. */
  private static List<Value> leakyRelu(LayerCall call) {
    LayerConfig config = call.config();
    double slope = config.number("negative_slope", config.number("alpha", 0.3));
    return List.of(activations(call).relu(call.input(), (float) slope, Optional.empty(), 0));
  }

  private static List<Value> elu(LayerCall call) {
    return List.of(activations(call).elu(call.input(), (float) call.config().number("alpha", 1)));
  }

  private static List<Value> thresholded(LayerCall call) {
    float theta = (float) call.config().number("theta", 1);
    return List.of(activations(call).above(call.input(), theta));
  }

  private static List<Value> relu(LayerCall call) {
    LayerConfig config = call.config();
    return List.of(
        activations(call)
            .relu(
                call.input(),
                (float) config.number("negative_slope", 0),
                config.number("max_value").map(Double::floatValue),
                (float) config.number("threshold", 0)));
  }

  private static List<Value> softmax(LayerCall call) {
    int[] axes = call.config().has("axis") ? call.config().integers("axis") : new int[] {-1};
    if (axes.length != 1) {
      throw call.config().error("axis", "is a list");
    }
    return List.of(activations(call).softmax(call.input(), axes[0]));
  }

  /** PReLU: a slope of its own for every element, or for those that shared axes leave. */
  private static final class Parametric implements LayerKind {
    @Override
    public List<WeightSlot> slots(KerasLayer layer) {
      return WeightSlot.trainable("alpha");
    }

    @Override
    public List<Value> apply(LayerCall call) {
      IrBuilder graph = call.graph();
      MathOps math = graph.math();
      Value x = call.input();
      int[] shape = Arrays.copyOfRange(x.shape(), 1, x.rank());
      if (call.config().has("shared_axes")) {
        for (int axis : call.config().integers("shared_axes")) {
          shape[Dims.axis(axis - 1, shape.length)] = 1;
        }
      }
      Value negative = math.unary("Relu", math.unary("Neg", x));
      Value slopes = math.unary("Neg", call.weight("alpha", shape));
      return List.of(math.add(math.unary("Relu", x), math.mul(slopes, negative)));
    }
  }
}
