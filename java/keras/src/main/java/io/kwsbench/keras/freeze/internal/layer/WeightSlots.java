package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.LayerWeights;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.KerasModel;
import java.util.List;
import java.util.Optional;

/** The weights of a layer and their positions in the checkpoint. */
public final class WeightSlots {
  private WeightSlots() {}

  /**
   * The slots of a layer in Keras's order.
   *
   * @throws KwsException when its class is not supported, so that nobody knows them
   */
  static List<WeightSlot> of(KerasLayer layer) {
    if (LayerKinds.isWithoutWeights(layer)) {
      return List.of();
    }
    return WeightSlot.ordered(LayerKinds.of(layer).slots(layer), layer.trainable());
  }

  /**
   * The weights of a layer of the whole model: those stored under its name. Keras 2.1 gives no
   * names to Sequential models within a Sequential one: theirs are found by their place.
   *
   * @throws KwsException when the layer's class is not supported, or the checkpoint has none for
   *     it, too few or too many
   */
  public static WeightSet read(KerasCheckpoint checkpoint, KerasModel model, KerasLayer layer) {
    LayerWeights stored =
        checkpoint
            .layer(layer.name())
            .or(() -> atTheSamePlace(checkpoint, model, layer))
            .orElse(new LayerWeights(layer.name(), List.of()));
    return WeightSet.assign(layer.name(), of(layer), stored.weights());
  }

  private static Optional<LayerWeights> atTheSamePlace(
      KerasCheckpoint checkpoint, KerasModel model, KerasLayer layer) {
    int listed = checkpoint.layers().size();
    int unlisted = model.layers().size() - listed;
    int place = model.layers().indexOf(layer) - unlisted;
    return layer.nested().isPresent() && (unlisted == 0 || unlisted == 1) && place >= 0
        ? Optional.of(checkpoint.layers().get(place))
        : Optional.empty();
  }
}
