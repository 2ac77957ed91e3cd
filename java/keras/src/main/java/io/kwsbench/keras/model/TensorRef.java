package io.kwsbench.keras.model;

/**
 * One output of one call of a layer.
 *
 * @param layer the layer's name
 * @param call which of its calls, from 0; shared layers have several
 * @param output which of that call's outputs, from 0
 */
public record TensorRef(String layer, int call, int output) {
  @Override
  public String toString() {
    return layer + ":" + call + ":" + output;
  }
}
