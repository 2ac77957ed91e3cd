package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.model.KerasLayer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The classes of layers that can be frozen, by Keras's names. */
final class LayerKinds {
  private static final Map<String, LayerKind> KINDS = all();

  private LayerKinds() {}

  /**
   * The kind of a layer.
   *
   * @throws KwsException when its class is not supported
   */
  static LayerKind of(KerasLayer layer) {
    LayerKind kind = layer.isOperation() ? OperationLayer.KIND : KINDS.get(layer.className());
    if (kind == null) {
      throw layer.config().error(Unsupported.reason(layer.className()));
    }
    return kind;
  }

  static Set<String> names() {
    return KINDS.keySet();
  }

  /** Returns whether a layer is of a class that computes nothing of its own. */
  static boolean isWithoutWeights(KerasLayer layer) {
    return layer.className().equals("Lambda") || layer.className().equals("InputLayer");
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
    kinds.putAll(CudnnLayer.kinds());
    kinds.putAll(AttentionLayer.kinds());
    kinds.put("MultiHeadAttention", new MultiHeadAttentionLayer());
    kinds.putAll(FeatureNormalizationLayers.kinds());
    kinds.put("Resizing", ResizingLayers::resizing);
    kinds.put("RNN", new CellLayers());
    kinds.put("TFOpLambda", OperationLayer.KIND);
    kinds.put("SlicingOpLambda", OperationLayer.KIND);
    kinds.put("Rescaling", RescalingLayer::apply);
    kinds.put("Normalization", new NormalizationLayer());
    kinds.put("Bidirectional", new BidirectionalLayer());
    kinds.put("TimeDistributed", new TimeDistributedLayer());
    for (String model : new String[] {"Model", "Functional", "Sequential"}) {
      kinds.put(model, new NestedModelLayer());
    }
    return kinds;
  }
}
