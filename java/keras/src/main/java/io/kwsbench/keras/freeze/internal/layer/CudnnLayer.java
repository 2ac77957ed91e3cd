package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * CuDNNGRU and CuDNNLSTM: GRU with {@code reset_after} and LSTM. Their weights have NVIDIA's
 * layout, with transposed kernels and one bias each for input and state.
 */
final class CudnnLayer implements LayerKind {
  private final String plain;
  private final int gates;

  private CudnnLayer(String plain, int gates) {
    this.plain = plain;
    this.gates = gates;
  }

  static Map<String, LayerKind> kinds() {
    return Map.of("CuDNNGRU", new CudnnLayer("GRU", 3), "CuDNNLSTM", new CudnnLayer("LSTM", 4));
  }

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    return WeightSlot.trainable("kernel", "recurrent_kernel", "bias");
  }

  @Override
  public List<Value> apply(LayerCall call) {
    KerasLayer layer = call.layer();
    LayerConfig config =
        layer
            .config()
            .with("activation", TextNode.valueOf("tanh"))
            .with("recurrent_activation", TextNode.valueOf("sigmoid"))
            .with("reset_after", BooleanNode.valueOf(plain.equals("GRU")))
            .with("use_bias", BooleanNode.TRUE);
    KerasLayer same = new KerasLayer(layer.name(), plain, config, layer.nested(), layer.calls());
    int units = config.integer("units");
    WeightSet weights =
        WeightSet.of(
            Map.of(
                "kernel", kernel(call.stored("kernel"), units),
                "recurrent_kernel", kernel(call.stored("recurrent_kernel"), units),
                "bias", bias(call.stored("bias"))));
    return LayerKinds.of(same).apply(new LayerCall(same, weights, call.inputs(), call.context()));
  }

  /** Each gate's columns, [inputs, units], hold the elements of [units, inputs] in a row. */
  private Weight kernel(Weight stored, int units) {
    int width = gates * units;
    if (stored.shape().rank() != 2 || units < 1 || stored.shape().dim(1) != width) {
      return stored; // the layer itself says what it wants
    }
    int inputs = Math.toIntExact(stored.shape().dim(0));
    float[] from = stored.values();
    float[] to = new float[from.length];
    for (int gate = 0; gate < gates; gate++) {
      for (int k = 0; k < inputs * units; k++) {
        int column = gate * units;
        to[k % inputs * width + column + k / inputs] = from[k / units * width + column + k % units];
      }
    }
    return new Weight(stored.name(), stored.shape(), to);
  }

  /** GRU keeps both biases apart, LSTM has their sum. */
  private Weight bias(Weight stored) {
    float[] both = stored.values();
    if (both.length % 2 != 0) {
      return stored;
    }
    int half = both.length / 2;
    if (plain.equals("GRU")) {
      return new Weight(stored.name(), Shape.of(2, half), both);
    }
    float[] sum = new float[half];
    for (int i = 0; i < half; i++) {
      sum[i] = both[i] + both[half + i];
    }
    return new Weight(stored.name(), Shape.of(half), sum);
  }
}
