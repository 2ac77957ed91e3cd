package io.kwsbench.keras.checkpoint;

import java.util.List;

/**
 * The weights of one layer, in the order of its {@code weight_names}; empty for a layer without
 * any.
 *
 * @param layer the layer's name in the model's configuration
 */
public record LayerWeights(String layer, List<Weight> weights) {
  public LayerWeights {
    weights = List.copyOf(weights);
  }
}
