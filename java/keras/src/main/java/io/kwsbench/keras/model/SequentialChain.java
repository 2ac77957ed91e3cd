package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Connects the layers of a Sequential model one after the other. */
final class SequentialChain {
  private static final String SHAPE = "batch_input_shape";

  private SequentialChain() {}

  /**
   * Keras 2.0 to 2.2 left the InputLayer out: its shape is then a setting of the first layer. A
   * model that was built by a call, or by {@code build}, keeps the shape for itself.
   *
   * @param built the shape that the model was built with; missing where it does not say
   */
  static KerasModel of(String name, List<KerasLayer> layers, JsonNode built) {
    List<KerasLayer> chain = new ArrayList<>();
    TensorRef last = null;
    if (!layers.get(0).className().equals("InputLayer")) {
      KerasLayer input = input(name, layers, built);
      chain.add(input);
      last = new TensorRef(input.name(), 0, 0);
    }
    for (KerasLayer layer : layers) {
      List<List<TensorRef>> calls = last == null ? List.of() : List.of(List.of(last));
      chain.add(
          new KerasLayer(layer.name(), layer.className(), layer.config(), layer.nested(), calls));
      last = new TensorRef(layer.name(), 0, 0);
    }
    TensorRef first = new TensorRef(chain.get(0).name(), 0, 0);
    return new KerasModel(name, chain, List.of(first), List.of(last));
  }

  private static KerasLayer input(String name, List<KerasLayer> layers, JsonNode built) {
    String inputName = name + "_input";
    while (named(layers, inputName)) {
      inputName += "_";
    }
    return new KerasLayer(
        inputName, "InputLayer", shapeSource(layers.get(0), built), Optional.empty(), List.of());
  }

  private static boolean named(List<KerasLayer> layers, String name) {
    return layers.stream().anyMatch(layer -> layer.name().equals(name));
  }

  private static LayerConfig shapeSource(KerasLayer first, JsonNode built) {
    LayerConfig own =
        first.nested().map(inner -> inner.layers().get(0).config()).orElse(first.config());
    if (own.has(SHAPE) || own.has("batch_shape")) {
      return own;
    }
    JsonNode shape = built.isArray() ? built : own.beside("build_config").path("input_shape");
    return shape.isArray() ? own.with(SHAPE, shape) : own;
  }
}
