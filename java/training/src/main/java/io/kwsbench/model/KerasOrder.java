package io.kwsbench.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keras's order of a model's layers, which is the order of weights in its checkpoints. Layers are
 * sorted by their greatest distance from the output, farthest first; ties are in the order of a
 * walk from the output.
 *
 * <p>Every layer comes after those it takes. Source: {@code Container.__init__} in Keras 2.1.2's
 * {@code keras/engine/topology.py}.
 */
final class KerasOrder {
  private final Map<String, Layer> byName = new HashMap<>();
  private final Map<String, Integer> met = new HashMap<>();
  private final Map<String, Integer> distance = new HashMap<>();

  private KerasOrder() {}

  /**
   * @param made each after those it takes, the output last
   */
  static List<Layer> of(List<Layer> made) {
    KerasOrder order = new KerasOrder();
    made.forEach(layer -> order.byName.put(layer.name(), layer));
    Layer output = made.get(made.size() - 1);
    order.walk(output);
    order.distance.put(output.name(), 0);
    for (int i = made.size() - 1; i >= 0; i--) {
      order.measure(made.get(i));
    }
    List<Layer> sorted = new ArrayList<>(made);
    sorted.sort(
        Comparator.<Layer>comparingInt(layer -> -order.weightsDistance(layer))
            .thenComparingInt(layer -> order.met.get(layer.name())));
    return sorted;
  }

  private void walk(Layer layer) {
    if (met.putIfAbsent(layer.name(), met.size()) == null) {
      layer.inputs().forEach(input -> walk(byName.get(input)));
    }
  }

  /** The inputs are as far as the layer has Keras layers, at least. */
  private void measure(Layer layer) {
    int own = distance.get(layer.name());
    int beyond = own + (layer instanceof Layer.DepthwiseConv ? 3 : 1);
    layer.inputs().forEach(input -> distance.merge(input, beyond, Math::max));
  }

  /** Of the Keras layer that holds the weights: between two reshapes in a depthwise convolution. */
  private int weightsDistance(Layer layer) {
    return distance.get(layer.name()) + (layer instanceof Layer.DepthwiseConv ? 1 : 0);
  }
}
