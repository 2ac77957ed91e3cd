package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Attention and AdditiveAttention: of a query, values, and keys where they are others. */
final class AttentionLayer implements LayerKind {
  private final boolean additive;

  private AttentionLayer(boolean additive) {
    this.additive = additive;
  }

  static Map<String, LayerKind> kinds() {
    return Map.of(
        "Attention", new AttentionLayer(false), "AdditiveAttention", new AttentionLayer(true));
  }

  /** Keras 2 and Keras 3 keep concat_score_weight behind the scale. */
  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    boolean scale = layer.config().flag("use_scale", additive);
    boolean concat = layer.config().text("score_mode", "dot").equals("concat");
    return concat && !additive
        ? scale
            ? WeightSlot.trainable("scale", "concat_score_weight")
            : WeightSlot.trainable("concat_score_weight")
        : scale ? WeightSlot.trainable("scale") : List.of();
  }

  @Override
  public List<Value> apply(LayerCall call) {
    call.requireArguments(1);
    List<Value> inputs = call.inputs();
    if (inputs.size() < 2 || inputs.size() > 3) {
      throw call.error("takes a query, values and keys, not " + inputs.size() + " inputs");
    }
    for (Value input : inputs) {
      if (input.rank() != 3 || input.dim(0) != 1) {
        throw call.error("takes sequences, not " + Arrays.toString(input.shape()));
      }
    }
    Value key = inputs.get(inputs.size() - 1);
    Value scores = scores(call, inputs.get(0), key);
    if (call.config().flag("causal", false)
        || call.arguments().keywords().path("use_causal_mask").asBoolean(false)) {
      scores =
          call.graph()
              .math()
              .add(scores, MultiHeadAttentionLayer.causal(call, scores.dim(1), scores.dim(2)));
    }
    Value weights = MultiHeadAttentionLayer.softmax(call, scores);
    return List.of(call.graph().math().batchMatMul(weights, inputs.get(1), false, false));
  }

  private Value scores(LayerCall call, Value query, Value key) {
    MathOps math = call.graph().math();
    boolean concat = call.config().text("score_mode", "dot").equals("concat");
    if (!additive && !concat) {
      Value products = math.batchMatMul(query, key, false, true);
      return call.has("scale") ? math.mul(products, call.weight("scale")) : products;
    }
    ArrayOps arrays = call.graph().arrays();
    Value sums = math.add(arrays.expandDims(query, 2), arrays.expandDims(key, 1));
    if (additive) {
      Value bent = math.unary("Tanh", sums);
      Value scaled = call.has("scale") ? math.mul(bent, call.weight("scale", query.dim(2))) : bent;
      return math.reduce("Sum", scaled, false, -1);
    }
    Value scaled = call.has("scale") ? math.mul(sums, call.weight("scale")) : sums;
    Value total = math.reduce("Sum", math.unary("Tanh", scaled), false, -1);
    return math.mul(total, call.weight("concat_score_weight"));
  }
}
