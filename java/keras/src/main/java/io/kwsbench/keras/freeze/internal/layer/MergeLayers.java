package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Layers that join several inputs. */
final class MergeLayers {
  private MergeLayers() {}

  static Map<String, LayerKind> kinds() {
    Map<String, LayerKind> kinds = new HashMap<>();
    kinds.put("Add", call -> List.of(fold(call, call.graph().math()::add)));
    kinds.put("Subtract", MergeLayers::subtract);
    kinds.put("Multiply", call -> List.of(fold(call, call.graph().math()::mul)));
    kinds.put("Maximum", call -> List.of(fold(call, op(call, "Maximum"))));
    kinds.put("Minimum", call -> List.of(fold(call, op(call, "Minimum"))));
    kinds.put("Average", MergeLayers::average);
    kinds.put("Concatenate", MergeLayers::concatenate);
    return kinds;
  }

  private static BinaryOperator<Value> op(LayerCall call, String op) {
    return (a, b) -> call.graph().math().binary(op, a, b);
  }

  private static List<Value> several(LayerCall call) {
    if (call.inputs().size() < 2) {
      throw call.error("joins at least two inputs, not " + call.inputs().size());
    }
    return call.inputs();
  }

  /** Inputs of fewer dimensions get theirs behind the batch. */
  private static List<Value> aligned(LayerCall call) {
    ArrayOps arrays = call.graph().arrays();
    int rank = several(call).stream().mapToInt(Value::rank).max().orElseThrow();
    return call.inputs().stream()
        .map(
            x -> {
              Value y = x;
              while (y.rank() < rank) {
                y = arrays.expandDims(y, 1);
              }
              return y;
            })
        .toList();
  }

  private static Value fold(LayerCall call, BinaryOperator<Value> op) {
    return aligned(call).stream().reduce(op).orElseThrow();
  }

  private static List<Value> subtract(LayerCall call) {
    if (call.inputs().size() != 2) {
      throw call.error("takes two inputs, not " + call.inputs().size());
    }
    return List.of(fold(call, call.graph().math()::sub));
  }

  private static List<Value> average(LayerCall call) {
    MathOps math = call.graph().math();
    Value sum = fold(call, math::add);
    return List.of(math.div(sum, call.graph().scalar(call.inputs().size())));
  }

  private static List<Value> concatenate(LayerCall call) {
    int[] axes = call.config().has("axis") ? call.config().integers("axis") : new int[] {-1};
    if (axes.length != 1) {
      throw call.config().error("axis", "is a list");
    }
    return List.of(call.graph().arrays().concat(several(call), axes[0]));
  }
}
