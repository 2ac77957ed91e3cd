package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.checkpoint.Weight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The weights of one layer by their names in the layer. Immutable. */
public final class WeightSet {
  /** Of a layer without any. */
  public static final WeightSet NONE = new WeightSet(Map.of(), "");

  private final Map<String, Weight> weights;
  private final String prefix;

  private WeightSet(Map<String, Weight> weights, String prefix) {
    this.weights = weights;
    this.prefix = prefix;
  }

  /**
   * Hands the stored weights, in order, to the slots, in order, as Keras does.
   *
   * @throws KwsException when there are more or fewer
   */
  static WeightSet assign(String layer, List<WeightSlot> slots, List<Weight> stored) {
    if (slots.size() != stored.size()) {
      throw new KwsException(
          "layer '"
              + layer
              + "' has "
              + slots.size()
              + " weights, but "
              + stored.size()
              + " are stored for it");
    }
    Map<String, Weight> weights = new HashMap<>();
    for (int i = 0; i < slots.size(); i++) {
      weights.put(slots.get(i).path(), stored.get(i));
    }
    return new WeightSet(weights, "");
  }

  /** Weights that are known by name. */
  static WeightSet of(Map<String, Weight> weights) {
    return new WeightSet(Map.copyOf(weights), "");
  }

  /** The weights of a layer inside this one. */
  WeightSet child(String name) {
    return new WeightSet(weights, prefix + name + "/");
  }

  /** Returns whether the layer has this weight. */
  boolean has(String name) {
    return weights.containsKey(prefix + name);
  }

  /**
   * @throws KwsException when the layer has no such weight
   */
  Weight get(String name) {
    Weight weight = weights.get(prefix + name);
    if (weight == null) {
      throw new KwsException("no weight '" + prefix + name + "'");
    }
    return weight;
  }
}
