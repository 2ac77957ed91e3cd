package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** Dense: a product over the last axis, a bias, an activation. */
final class DenseLayer implements LayerKind {
  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    return layer.config().flag("use_bias", true)
        ? WeightSlot.trainable("kernel", "bias")
        : WeightSlot.trainable("kernel");
  }

  @Override
  public List<Value> apply(LayerCall call) {
    IrBuilder graph = call.graph();
    Value x = call.input();
    int units = call.config().integer("units");
    Value kernel = call.weight("kernel", x.dim(-1), units);
    Value rows = x.rank() == 2 ? x : graph.arrays().reshape(x, -1, x.dim(-1));
    Value y = graph.math().matMul(rows, kernel);
    if (x.rank() != 2) {
      int[] shape = x.shape();
      shape[shape.length - 1] = units;
      y = graph.arrays().reshape(y, shape);
    }
    if (call.has("bias")) {
      y = graph.nn().biasAdd(y, call.weight("bias", units));
    }
    return List.of(call.activated(y));
  }
}
