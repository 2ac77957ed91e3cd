package io.kwsbench.keras.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the calls of nested models from 0.
 *
 * <p>Where a model is built from inputs of its own, Keras counts that as its call 0, which the
 * configuration does not list: references to its calls then start at 1.
 */
final class NestedCalls {
  private final Map<String, Integer> offsets = new HashMap<>();

  private NestedCalls(KerasModel model) {
    Map<String, Integer> greatest = new HashMap<>();
    for (KerasLayer layer : model.layers()) {
      layer.calls().forEach(call -> call.forEach(ref -> note(greatest, ref)));
    }
    model.outputs().forEach(ref -> note(greatest, ref));
    for (KerasLayer layer : model.layers()) {
      int last = greatest.getOrDefault(layer.name(), 0);
      if (layer.nested().isPresent() && last == layer.calls().size() && last > 0) {
        offsets.put(layer.name(), 1);
      }
    }
  }

  static KerasModel renumbered(KerasModel model) {
    NestedCalls numbers = new NestedCalls(model);
    if (numbers.offsets.isEmpty()) {
      return model;
    }
    List<KerasLayer> layers = new ArrayList<>();
    for (KerasLayer layer : model.layers()) {
      List<List<TensorRef>> calls = layer.calls().stream().map(numbers::renumbered).toList();
      layers.add(
          new KerasLayer(
              layer.name(),
              layer.className(),
              layer.config(),
              layer.nested(),
              calls,
              layer.arguments()));
    }
    return new KerasModel(
        model.name(), layers, model.inputs(), numbers.renumbered(model.outputs()));
  }

  private static void note(Map<String, Integer> greatest, TensorRef ref) {
    greatest.merge(ref.layer(), ref.call(), Math::max);
  }

  private List<TensorRef> renumbered(List<TensorRef> refs) {
    return refs.stream()
        .map(
            ref ->
                new TensorRef(
                    ref.layer(), ref.call() - offsets.getOrDefault(ref.layer(), 0), ref.output()))
        .toList();
  }
}
