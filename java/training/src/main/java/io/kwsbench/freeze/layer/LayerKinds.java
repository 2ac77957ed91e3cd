package io.kwsbench.freeze.layer;

import io.kwsbench.model.keras.KerasLayer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The classes of layers that can be frozen, by Keras's names. */
final class LayerKinds {
  private static final Map<String, LayerKind> KINDS = all();

  private LayerKinds() {}

  static Optional<LayerKind> find(KerasLayer layer) {
    return Optional.ofNullable(KINDS.get(layer.className()));
  }

  private static Map<String, LayerKind> all() {
    Map<String, LayerKind> kinds = new HashMap<>();
    kinds.put("Dense", new DenseLayer());
    kinds.put("BatchNormalization", new BatchNormalizationLayer());
    kinds.putAll(ConvolutionLayers.kinds());
    kinds.putAll(ActivationLayers.kinds());
    kinds.putAll(PoolingLayers.kinds());
    kinds.putAll(ShapeLayers.kinds());
    kinds.putAll(MarginLayers.kinds());
    kinds.putAll(MergeLayers.kinds());
    kinds.put("Dot", new DotLayer());
    kinds.putAll(RecurrentLayers.kinds());
    kinds.put("Bidirectional", new BidirectionalLayer());
    kinds.put("TimeDistributed", new TimeDistributedLayer());
    for (String model : new String[] {"Model", "Functional", "Sequential"}) {
      kinds.put(model, new NestedModelLayer());
    }
    return kinds;
  }
}
