package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.graph.Literal;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * BatchNormalization at inference, spelled as {@code tf.nn.batch_normalization} does: {@code x * s
 * + (beta - mean * s)} with {@code s = gamma / sqrt(variance + epsilon)}.
 */
final class BatchNormalizationLayer implements LayerKind {
  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    LayerConfig config = layer.config();
    List<WeightSlot> slots = new ArrayList<>();
    if (config.flag("scale", true)) {
      slots.add(new WeightSlot("gamma", true));
    }
    if (config.flag("center", true)) {
      slots.add(new WeightSlot("beta", true));
    }
    slots.add(new WeightSlot("moving_mean", false));
    slots.add(new WeightSlot("moving_variance", false));
    return slots;
  }

  @Override
  public List<Value> apply(LayerCall call) {
    Value x = call.input();
    int axis = axis(call, x.rank());
    MathOps math = call.graph().math();
    float epsilon = (float) call.config().number("epsilon", 1e-3);
    Value variance = along(call, "moving_variance", x, axis);
    Value scale = math.unary("Rsqrt", math.add(variance, epsilon));
    if (call.has("gamma")) {
      scale = math.mul(scale, along(call, "gamma", x, axis));
    }
    Value scaled = math.mul(x, scale);
    Value shift = math.mul(along(call, "moving_mean", x, axis), scale);
    Value y =
        call.has("beta")
            ? math.add(scaled, math.sub(along(call, "beta", x, axis), shift))
            : math.sub(scaled, shift);
    return List.of(y);
  }

  /** tf_keras writes the axis as a list of one. */
  private static int axis(LayerCall call, int rank) {
    int[] axes = call.config().has("axis") ? call.config().integers("axis") : new int[] {-1};
    if (axes.length != 1) {
      throw call.config().error("axis", "has " + axes.length + " entries");
    }
    return Dims.axis(axes[0], rank);
  }

  /** A statistic, shaped to broadcast along its axis. */
  private static Value along(LayerCall call, String name, Value x, int axis) {
    Literal vector = call.weightConstant(name, x.dim(axis));
    IrBuilder graph = call.graph();
    if (axis == x.rank() - 1) {
      return graph.constant(name, vector);
    }
    int[] shape = new int[x.rank()];
    Arrays.fill(shape, 1);
    shape[axis] = x.dim(axis);
    return graph.constant(name, vector.reshaped(shape));
  }
}
