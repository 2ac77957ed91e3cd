package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.graph.Literal;
import io.kwsbench.keras.model.CallArguments;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** MultiHeadAttention over the steps of one sequence: [1, steps, features]. */
final class MultiHeadAttentionLayer implements LayerKind {
  private static final List<String> PARTS = List.of("query", "key", "value", "output");

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    List<WeightSlot> slots = new ArrayList<>();
    PARTS.forEach(part -> own(layer).forEach(slot -> slots.add(slot.under(part))));
    return slots;
  }

  @Override
  public List<StoredGroup> stored(KerasLayer layer) {
    return PARTS.stream()
        .map(
            part ->
                StoredGroup.part(part + "/", own(layer), part + "_dense", "_" + part + "_dense"))
        .toList();
  }

  private static List<WeightSlot> own(KerasLayer layer) {
    return layer.config().flag("use_bias", true)
        ? WeightSlot.trainable("kernel", "bias")
        : WeightSlot.trainable("kernel");
  }

  @Override
  public List<Value> apply(LayerCall call) {
    LayerConfig config = call.config();
    requirePlain(call);
    Value query = argument(call, 0, "query", call.inputs().get(0));
    Value value = argument(call, 1, "value", query);
    Value key = argument(call, 2, "key", value);
    int heads = config.integer("num_heads");
    int keySize = config.integer("key_dim");
    int valueSize = config.integer("value_dim", keySize);
    MathOps math = call.graph().math();
    Value q = heads(call, "query", query, heads, keySize);
    Value k = heads(call, "key", key, heads, keySize);
    Value v = heads(call, "value", value, heads, valueSize);
    Value scores = math.batchMatMul(math.mul(q, (float) (1 / Math.sqrt(keySize))), k, false, true);
    if (call.arguments().keywords().path("use_causal_mask").asBoolean(false)) {
      scores = math.add(scores, causal(call, scores.dim(1), scores.dim(2)));
    }
    Value context = math.batchMatMul(softmax(call, scores), v, false, false);
    return List.of(output(call, context, outputSize(config, query)));
  }

  private static void requirePlain(LayerCall call) {
    call.requireArguments(3);
    LayerConfig config = call.config();
    int[] axes = config.has("attention_axes") ? config.integers("attention_axes") : new int[] {1};
    if (!Arrays.equals(axes, new int[] {1})) {
      throw config.error("attention_axes", "are others than the steps of a sequence");
    }
    if (config.flag("use_gate", false)) {
      throw config.error("use_gate", "is not supported");
    }
    if (config.has("sliding_window")) {
      throw config.error("sliding_window", "is not supported");
    }
    if (call.arguments().keywords().path("return_attention_scores").asBoolean(false)) {
      throw call.error("returns its attention scores, which is not supported");
    }
  }

  /** An input that must be one sequence. */
  private static Value argument(LayerCall call, int place, String name, Value fallback) {
    JsonNode json = call.arguments().at(place, name);
    OptionalInt input = CallArguments.inputOf(json);
    Value x = input.isPresent() ? call.inputs().get(input.getAsInt()) : fallback;
    if (x.rank() != 3 || x.dim(0) != 1) {
      throw call.error("takes one sequence, not " + Arrays.toString(x.shape()));
    }
    return x;
  }

  /** A projection, [heads, steps, size]. */
  private static Value heads(LayerCall call, String part, Value x, int heads, int size) {
    ArrayOps arrays = call.graph().arrays();
    int width = Math.multiplyExact(heads, size);
    Literal kernel = call.weightConstant(part + "/kernel", x.dim(2), heads, size);
    Value rows =
        call.graph()
            .math()
            .matMul(
                arrays.reshape(x, x.dim(1), x.dim(2)),
                call.graph().constant(part + "/kernel", kernel.reshaped(x.dim(2), width)));
    if (call.has(part + "/bias")) {
      Literal bias = call.weightConstant(part + "/bias", heads, size).reshaped(width);
      rows = call.graph().nn().biasAdd(rows, call.graph().constant(part + "/bias", bias));
    }
    return arrays.transpose(arrays.reshape(rows, x.dim(1), heads, size), 1, 0, 2);
  }

  private static Value output(LayerCall call, Value context, int units) {
    ArrayOps arrays = call.graph().arrays();
    int heads = context.dim(0);
    int steps = context.dim(1);
    int size = context.dim(2);
    Literal kernel =
        call.weightConstant("output/kernel", heads, size, units)
            .reshaped(Math.multiplyExact(heads, size), units);
    Value rows = arrays.reshape(arrays.transpose(context, 1, 0, 2), steps, heads * size);
    Value y = call.graph().math().matMul(rows, call.graph().constant("output/kernel", kernel));
    if (call.has("output/bias")) {
      y = call.graph().nn().biasAdd(y, call.weight("output/bias", units));
    }
    return arrays.reshape(y, 1, steps, units);
  }

  private static int outputSize(LayerConfig config, Value query) {
    if (!config.has("output_shape")) {
      return query.dim(2);
    }
    int[] shape = config.integers("output_shape");
    if (shape.length != 1) {
      throw config.error("output_shape", "has " + shape.length + " axes");
    }
    return shape[0];
  }

  /** Softmax over the last axis, as rows of a matrix. */
  static Value softmax(LayerCall call, Value scores) {
    ArrayOps arrays = call.graph().arrays();
    int[] shape = scores.shape();
    Value rows = arrays.reshape(scores, Dims.elements(shape) / scores.dim(-1), scores.dim(-1));
    return arrays.reshape(call.graph().math().softmaxRows(rows), shape);
  }

  /** A number below all others where a step would see a later one. */
  static Value causal(LayerCall call, int steps, int seen) {
    float[] mask = new float[Math.multiplyExact(steps, seen)];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % seen > i / seen ? -1e9f : 0;
    }
    return call.graph().constant("causal", Literal.of(mask, 1, steps, seen));
  }
}
