package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Normalization by the input's own statistics: over a layer's features, or groups of them. */
final class FeatureNormalizationLayers {
  private FeatureNormalizationLayers() {}

  static Map<String, LayerKind> kinds() {
    return Map.of(
        "LayerNormalization", new Scaled(FeatureNormalizationLayers::layer),
        "GroupNormalization", new Scaled(FeatureNormalizationLayers::group),
        "UnitNormalization", FeatureNormalizationLayers::unit);
  }

  /** A normalization with gamma and beta. */
  private record Scaled(Function<LayerCall, Value> normal) implements LayerKind {
    @Override
    public List<WeightSlot> slots(KerasLayer layer) {
      List<WeightSlot> slots = new ArrayList<>();
      if (layer.config().flag("scale", true)) {
        slots.add(new WeightSlot("gamma", true));
      }
      if (layer.config().flag("center", true)) {
        slots.add(new WeightSlot("beta", true));
      }
      return slots;
    }

    @Override
    public List<Value> apply(LayerCall call) {
      MathOps math = call.graph().math();
      int[] axes = axes(call.config(), call.input().rank());
      Value y = normal.apply(call);
      if (call.has("gamma")) {
        y = math.mul(y, along(call, "gamma", axes));
      }
      return List.of(call.has("beta") ? math.add(y, along(call, "beta", axes)) : y);
    }
  }

  private static int[] axes(LayerConfig config, int rank) {
    int[] axes = config.has("axis") ? config.integers("axis") : new int[] {-1};
    return Arrays.stream(axes).map(axis -> Dims.axis(axis, rank)).sorted().toArray();
  }

  /** A weight with the sizes of these axes, shaped to broadcast. */
  private static Value along(LayerCall call, String name, int[] axes) {
    int[] shape = new int[call.input().rank()];
    Arrays.fill(shape, 1);
    for (int axis : axes) {
      shape[axis] = call.input().dim(axis);
    }
    int[] stored = Arrays.stream(axes).map(call.input()::dim).toArray();
    return call.graph().constant(name, call.weightConstant(name, stored).reshaped(shape));
  }

  private static Value layer(LayerCall call) {
    if (call.config().flag("rms_scaling", false)) {
      throw call.config().error("rms_scaling", "is not supported");
    }
    return normal(call, call.input(), axes(call.config(), call.input().rank()));
  }

  private static Value normal(LayerCall call, Value x, int... axes) {
    MathOps math = call.graph().math();
    Value centered = math.sub(x, math.reduce("Mean", x, true, axes));
    Value variance = math.reduce("Mean", math.unary("Square", centered), true, axes);
    float epsilon = (float) call.config().number("epsilon", 1e-3);
    return math.mul(centered, math.unary("Rsqrt", math.add(variance, epsilon)));
  }

  private static Value group(LayerCall call) {
    ArrayOps arrays = call.graph().arrays();
    Value x = call.input();
    int[] axes = axes(call.config(), x.rank());
    if (axes.length != 1 || axes[0] != x.rank() - 1) {
      throw call.config().error("axis", "is not the last");
    }
    int channels = x.dim(-1);
    int asked = call.config().integer("groups", 32);
    int groups = asked == -1 ? channels : asked;
    if (groups < 1 || channels % groups != 0) {
      throw call.config().error("groups", "do not divide the " + channels + " channels");
    }
    int[] shape = Arrays.copyOf(x.shape(), x.rank() + 1);
    shape[x.rank() - 1] = groups;
    shape[x.rank()] = channels / groups;
    int[] over = IntStream.range(1, x.rank() + 1).filter(axis -> axis != x.rank() - 1).toArray();
    return arrays.reshape(normal(call, arrays.reshape(x, shape), over), x.shape());
  }

  private static List<Value> unit(LayerCall call) {
    MathOps math = call.graph().math();
    Value x = call.input();
    int[] axes = axes(call.config(), x.rank());
    Value squares = math.reduce("Sum", math.unary("Square", x), true, axes);
    Value bounded = math.binary("Maximum", squares, call.graph().scalar(1e-12f));
    return List.of(math.mul(x, math.unary("Rsqrt", bounded)));
  }
}
