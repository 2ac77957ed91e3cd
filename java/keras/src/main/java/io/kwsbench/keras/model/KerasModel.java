package io.kwsbench.keras.model;

import java.util.List;
import java.util.Optional;

/**
 * Layers and how they are connected. A Sequential model is one whose layers form a chain.
 *
 * <pre>{@code
 * KerasModel model = KerasModel.parse(json, "ep-008.hdf5");
 * model.outputs();   // [dense_2:0:0]
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param name the model's name
 * @param layers in the order of the configuration, which is also the order of their weights
 * @param inputs the outputs of the InputLayers, in order
 * @param outputs what the model yields
 */
public record KerasModel(
    String name, List<KerasLayer> layers, List<TensorRef> inputs, List<TensorRef> outputs) {
  public KerasModel {
    layers = List.copyOf(layers);
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Reads a {@code model_config}.
   *
   * @param json as Keras wrote it
   * @param source what messages call it: the checkpoint's path
   * @throws io.kwsbench.KwsException when it is no JSON or describes no model
   */
  public static KerasModel parse(String json, String source) {
    return ModelConfigReader.read(json, source);
  }

  /** The layer of this name. */
  public Optional<KerasLayer> layer(String layerName) {
    return layers.stream().filter(layer -> layer.name().equals(layerName)).findFirst();
  }

  /** The number of layers, with those of nested models instead of the models. */
  public int layerCount() {
    return layers.stream()
        .mapToInt(layer -> layer.nested().map(KerasModel::layerCount).orElse(1))
        .sum();
  }

  /** Returns whether this model, or one within it, has a layer of this name and class. */
  public boolean hasLayer(String layerName, String className) {
    return layers.stream()
        .anyMatch(
            layer ->
                layer.name().equals(layerName) && layer.className().equals(className)
                    || layer.nested().filter(m -> m.hasLayer(layerName, className)).isPresent());
  }
}
