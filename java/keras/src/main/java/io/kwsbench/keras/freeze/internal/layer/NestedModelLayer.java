package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.KerasModel;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** A model that is a layer of another. */
final class NestedModelLayer implements LayerKind {
  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    List<WeightSlot> all = new ArrayList<>();
    for (KerasLayer inner : layer.nested().orElseThrow().layers()) {
      WeightSlots.of(inner).forEach(slot -> all.add(slot.under(inner.name())));
    }
    return all;
  }

  @Override
  public List<Value> apply(LayerCall call) {
    KerasModel model = call.layer().nested().orElseThrow();
    return new ModelTranslator(call.context(), model, inner -> call.weights().child(inner.name()))
        .translate(call.inputs());
  }
}
