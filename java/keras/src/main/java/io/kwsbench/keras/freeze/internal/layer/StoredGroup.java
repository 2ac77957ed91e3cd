package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.keras.model.KerasLayer;
import java.util.List;
import java.util.Optional;

/**
 * The place of a part's weights in Keras 3's files.
 *
 * @param prefix what the names of its weights begin with in the layer: {@code forward/}
 * @param groups the path of its group below the layer's, in the names of one Keras or another;
 *     empty for the layer's own group
 * @param inner the layer that the part is, where it is one
 * @param slots its weights in order, where it is none
 */
record StoredGroup(
    String prefix, List<String> groups, Optional<KerasLayer> inner, List<WeightSlot> slots) {
  /** Weights of the layer's own. */
  static StoredGroup own(List<WeightSlot> slots) {
    return new StoredGroup("", List.of(), Optional.empty(), slots);
  }

  /** Weights in a group that is no layer of the configuration. */
  static StoredGroup part(String prefix, List<WeightSlot> slots, String... groups) {
    return new StoredGroup(prefix, List.of(groups), Optional.empty(), slots);
  }

  /** A layer that the layer holds. */
  static StoredGroup layer(String name, KerasLayer inner, String... groups) {
    return new StoredGroup(name + "/", List.of(groups), Optional.of(inner), List.of());
  }
}
