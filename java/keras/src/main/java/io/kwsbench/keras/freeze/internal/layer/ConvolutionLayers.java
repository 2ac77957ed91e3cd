package io.kwsbench.keras.freeze.internal.layer;

import java.util.Map;

/** The convolutions, of one and of two dimensions. */
final class ConvolutionLayers {
  private ConvolutionLayers() {}

  static Map<String, LayerKind> kinds() {
    return Map.of(
        "Conv1D", new ConvolutionLayer(1),
        "Conv2D", new ConvolutionLayer(2),
        "Convolution1D", new ConvolutionLayer(1),
        "Convolution2D", new ConvolutionLayer(2),
        "DepthwiseConv1D", new DepthwiseLayer(1),
        "DepthwiseConv2D", new DepthwiseLayer(2),
        "SeparableConv1D", new SeparableLayer(1),
        "SeparableConv2D", new SeparableLayer(2));
  }
}
