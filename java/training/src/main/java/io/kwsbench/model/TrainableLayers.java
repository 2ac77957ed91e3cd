package io.kwsbench.model;

import io.kwsbench.graph.NetworkLayers;
import io.kwsbench.graph.Padding;

/**
 * Layers to be trained.
 *
 * @param stack where they are added
 * @param rate what share of elements dropout zeroes
 */
record TrainableLayers(LayerStack stack, double rate) implements NetworkLayers<Layer> {
  @Override
  public Layer frames(int samples, int size, int hop) {
    return stack.frames(stack.input(samples), size, hop);
  }

  @Override
  public Layer convolution(Layer map, int filters, int kernel, int stride) {
    return stack.normalized(stack.conv(map, filters, kernel, stride));
  }

  @Override
  public Layer depthwise(Layer map, int kernel, int stride, Padding padding) {
    return stack.depthwise(map, kernel, stride, padding);
  }

  @Override
  public Layer flatten(Layer map) {
    return stack.flatten(map);
  }

  @Override
  public Layer dropout(Layer in) {
    return stack.dropout(in, rate);
  }

  @Override
  public Layer softmaxDense(Layer vector, int units, boolean bias) {
    return stack.softmaxDense(vector, units, bias);
  }

  @Override
  public Layer weighted(Layer map, Layer factors) {
    return stack.multiply(map, stack.reshape(factors, map.output().dim(0), 1));
  }

  @Override
  public Layer globalMax(Layer map) {
    return stack.globalMax(map);
  }

  @Override
  public Layer globalAverage(Layer map) {
    return stack.globalAverage(map);
  }

  @Override
  public Layer concatenate(Layer first, Layer second) {
    return stack.concatenate(first, second);
  }
}
