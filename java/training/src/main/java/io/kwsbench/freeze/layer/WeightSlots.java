package io.kwsbench.freeze.layer;

import io.kwsbench.KwsException;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.checkpoint.LayerWeights;
import io.kwsbench.model.keras.KerasLayer;
import java.util.List;

/** Which weights a layer has, and which of the stored ones they are. */
public final class WeightSlots {
  private WeightSlots() {}

  /** The slots of a layer in Keras's order; none where its class is not known or has none. */
  static List<WeightSlot> of(KerasLayer layer) {
    List<WeightSlot> slots =
        LayerKinds.find(layer).map(kind -> kind.slots(layer)).orElse(List.of());
    return WeightSlot.ordered(slots, layer.trainable());
  }

  /**
   * The weights of a layer of the whole model.
   *
   * @throws KwsException when the checkpoint has none for it, or too few or too many
   */
  public static WeightSet read(KerasCheckpoint checkpoint, KerasLayer layer) {
    List<WeightSlot> slots = of(layer);
    LayerWeights stored =
        checkpoint.layer(layer.name()).orElse(new LayerWeights(layer.name(), List.of()));
    return WeightSet.assign(layer.name(), slots, stored.weights());
  }
}
