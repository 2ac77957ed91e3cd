package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** Rescaling: {@code x * scale + offset}, each one number or one for every channel. */
final class RescalingLayer {
  private RescalingLayer() {}

  static List<Value> apply(LayerCall call) {
    MathOps math = call.graph().math();
    Value scaled = math.mul(call.input(), numbers(call, "scale", 1));
    return List.of(math.add(scaled, numbers(call, "offset", 0)));
  }

  private static Value numbers(LayerCall call, String key, double fallback) {
    JsonNode list = call.config().json(key);
    if (!list.isArray()) {
      return call.graph().scalar((float) call.config().number(key, fallback));
    }
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      if (!list.get(i).isNumber()) {
        throw call.config().error(key, "holds something else than numbers");
      }
      values[i] = list.get(i).floatValue();
    }
    return call.graph().constant(key, Literal.of(values, values.length));
  }
}
