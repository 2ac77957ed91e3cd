package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** TimeDistributed: the steps become the batch of the layer inside. */
final class TimeDistributedLayer implements LayerKind {
  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    List<WeightSlot> slots = new ArrayList<>();
    WeightSlots.of(layer.wrapped("layer")).forEach(slot -> slots.add(slot.under("layer")));
    return slots;
  }

  @Override
  public List<StoredGroup> stored(KerasLayer layer) {
    return List.of(StoredGroup.layer("layer", layer.wrapped("layer"), "layer"));
  }

  @Override
  public List<Value> apply(LayerCall call) {
    ArrayOps arrays = call.graph().arrays();
    Value x = call.input();
    if (x.rank() < 3) {
      throw call.error("takes three dimensions or more, not " + x.rank());
    }
    int batch = x.dim(0);
    int steps = x.dim(1);
    int[] rest = Arrays.copyOfRange(x.shape(), 2, x.rank());
    Value flat = arrays.reshape(x, joined(new int[] {batch * steps}, rest));
    List<Value> inner = call.inner(call.layer().wrapped("layer"), "layer", List.of(flat));
    if (inner.size() != 1) {
      throw call.error("wraps a layer of " + inner.size() + " outputs");
    }
    int[] shape = inner.get(0).shape();
    int[] after = Arrays.copyOfRange(shape, 1, shape.length);
    return List.of(arrays.reshape(inner.get(0), joined(new int[] {batch, steps}, after)));
  }

  private static int[] joined(int[] first, int[] second) {
    int[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
