package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** The computation of a class of Keras layers. */
@FunctionalInterface
public interface LayerKind {
  /**
   * Appends one call of a layer.
   *
   * @return its outputs
   * @throws io.kwsbench.KwsException when the layer cannot be had as a graph
   */
  List<Value> apply(LayerCall call);

  /** The weights that a layer of this kind has, in the order in which Keras stores them. */
  default List<WeightSlot> slots(KerasLayer layer) {
    return List.of();
  }

  /** The places of those weights in files of Keras 3: by default the layer's own group. */
  default List<StoredGroup> stored(KerasLayer layer) {
    return List.of(StoredGroup.own(slots(layer)));
  }
}
