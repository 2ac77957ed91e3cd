package io.kwsbench.model;

import java.util.List;

/**
 * A model: its layers in an order in which each comes after those it takes.
 *
 * @param name Keras's name of the model
 * @param layers in the order in which Keras keeps their weights; the last yields the probabilities
 *     of the classes
 */
public record ModelSpec(String name, List<Layer> layers) {
  public ModelSpec {
    layers = List.copyOf(layers);
  }

  /** The inputs, in order. */
  public List<Layer.Input> inputs() {
    return layers.stream()
        .filter(Layer.Input.class::isInstance)
        .map(Layer.Input.class::cast)
        .toList();
  }

  public Layer output() {
    return layers.get(layers.size() - 1);
  }

  /** The number of classes. */
  public int classes() {
    return (int) output().output().dim(0);
  }

  /** All weights, layer by layer. */
  public List<WeightSpec> weights() {
    return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
  }

  /** The number of weights, statistics included. */
  public long parameterCount() {
    return weights().stream().mapToLong(WeightSpec::elements).sum();
  }
}
