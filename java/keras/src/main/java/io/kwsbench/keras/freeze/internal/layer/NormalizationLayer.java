package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.graph.Literal;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Normalization: {@code (x - mean) / max(sqrt(variance), 1e-7)} along the axes that have statistics
 * of their own. They are settings, or weights that {@code adapt} has made, with a count behind.
 */
final class NormalizationLayer implements LayerKind {
  private static final float EPSILON = 1e-7f;

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    return isGiven(layer.config())
        ? List.of()
        : List.of(
            new WeightSlot("mean", false),
            new WeightSlot("variance", false),
            new WeightSlot("count", false));
  }

  private static boolean isGiven(LayerConfig config) {
    return config.has("mean");
  }

  @Override
  public List<Value> apply(LayerCall call) {
    Value x = call.input();
    int[] shape = statisticsShape(call, x);
    MathOps math = call.graph().math();
    Value mean = call.graph().constant("mean", statistic(call, "mean", shape));
    Value deviation = call.graph().constant("deviation", deviation(call, shape));
    return List.of(
        call.config().flag("invert", false)
            ? math.add(math.mul(x, deviation), mean)
            : math.div(math.sub(x, mean), deviation));
  }

  private static Literal deviation(LayerCall call, int[] shape) {
    float[] variance = statistic(call, "variance", shape).toFloats();
    float[] deviation = new float[variance.length];
    for (int i = 0; i < deviation.length; i++) {
      deviation[i] = Math.max((float) Math.sqrt(variance[i]), EPSILON);
    }
    return Literal.of(deviation, shape);
  }

  /** The input's sizes along the axes that are normalized each by itself, 1 along all others. */
  private static int[] statisticsShape(LayerCall call, Value x) {
    int[] shape = new int[x.rank()];
    Arrays.fill(shape, 1);
    if (call.config().has("axis")) {
      for (int axis : call.config().integers("axis")) {
        int at = Dims.axis(axis, x.rank());
        shape[at] = x.dim(at);
      }
    }
    return shape;
  }

  private static Literal statistic(LayerCall call, String name, int[] shape) {
    float[] values =
        isGiven(call.config()) ? setting(call.config(), name) : call.stored(name).values();
    int wanted = Dims.elements(shape);
    if (values.length == 1 && wanted > 1) {
      float one = values[0];
      values = new float[wanted];
      Arrays.fill(values, one);
    }
    if (values.length != wanted) {
      throw call.error("'" + name + "' has " + values.length + " numbers, not " + wanted);
    }
    return Literal.of(values, shape);
  }

  private static float[] setting(LayerConfig config, String name) {
    JsonNode json = config.json(name);
    List<JsonNode> numbers = json.isArray() ? leaves(json) : List.of(json);
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      if (!numbers.get(i).isNumber()) {
        throw config.error(name, "is no number");
      }
      values[i] = numbers.get(i).floatValue();
    }
    return values;
  }

  private static List<JsonNode> leaves(JsonNode nested) {
    List<JsonNode> leaves = new ArrayList<>();
    for (JsonNode item : nested) {
      if (item.isArray()) {
        leaves.addAll(leaves(item));
      } else {
        leaves.add(item);
      }
    }
    return leaves;
  }
}
