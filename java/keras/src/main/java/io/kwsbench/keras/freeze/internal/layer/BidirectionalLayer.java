package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Bidirectional: a recurrent layer and one that reads backwards, their outputs merged. */
final class BidirectionalLayer implements LayerKind {
  private static final Set<String> WRAPPED =
      Set.of("SimpleRNN", "LSTM", "GRU", "CuDNNLSTM", "CuDNNGRU");

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    List<WeightSlot> slots = new ArrayList<>();
    WeightSlots.of(forward(layer)).forEach(slot -> slots.add(slot.under("forward")));
    WeightSlots.of(backward(layer)).forEach(slot -> slots.add(slot.under("backward")));
    return slots;
  }

  @Override
  public List<StoredGroup> stored(KerasLayer layer) {
    return List.of(
        StoredGroup.layer("forward", forward(layer), "forward_layer"),
        StoredGroup.layer("backward", backward(layer), "backward_layer"));
  }

  private static KerasLayer forward(KerasLayer layer) {
    KerasLayer inner = layer.wrapped("layer");
    if (!WRAPPED.contains(inner.className())) {
      throw layer.config().error("wraps a " + inner.className() + ", which is not supported");
    }
    return inner;
  }

  /** Keras 2 writes the forward layer alone; the backward one differs in its direction only. */
  private static KerasLayer backward(KerasLayer layer) {
    return layer.config().has("backward_layer")
        ? layer.wrapped("backward_layer")
        : forward(layer).turnedAround();
  }

  @Override
  public List<Value> apply(LayerCall call) {
    List<Value> inputs = call.inputs();
    int states = inputs.size() - 1;
    if (states % 2 != 0) {
      throw call.error("is called with " + states + " states for two layers");
    }
    KerasLayer forward = forward(call.layer());
    KerasLayer backward = backward(call.layer());
    List<Value> ahead = call.inner(forward, "forward", inputsOf(inputs, 1, 1 + states / 2));
    List<Value> back =
        call.inner(backward, "backward", inputsOf(inputs, 1 + states / 2, 1 + states));
    Value last = back.get(0);
    if (forward.config().flag("return_sequences", false)) {
      last = call.graph().arrays().reverse(last, 1);
    }
    List<Value> outputs = new ArrayList<>(merged(call, ahead.get(0), last));
    outputs.addAll(ahead.subList(1, ahead.size()));
    outputs.addAll(back.subList(1, back.size()));
    return outputs;
  }

  private static List<Value> inputsOf(List<Value> inputs, int from, int to) {
    List<Value> own = new ArrayList<>(inputs.subList(0, 1));
    own.addAll(inputs.subList(from, to));
    return own;
  }

  private static List<Value> merged(LayerCall call, Value ahead, Value back) {
    JsonNode mode = call.config().json("merge_mode");
    if (mode.isNull()) {
      return List.of(ahead, back);
    }
    MathOps math = call.graph().math();
    return switch (mode.asText("concat")) {
      case "concat" -> List.of(call.graph().arrays().concat(List.of(ahead, back), -1));
      case "sum" -> List.of(math.add(ahead, back));
      case "mul" -> List.of(math.mul(ahead, back));
      case "ave" -> List.of(math.div(math.add(ahead, back), call.graph().scalar(2)));
      default -> throw call.config().error("merge_mode", "is '" + mode.asText() + "'");
    };
  }
}
