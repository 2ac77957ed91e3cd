package io.kwsbench.keras.freeze.internal.layer;

import java.util.ArrayList;
import java.util.List;

/**
 * One weight that a layer expects.
 *
 * @param path {@code kernel}, or {@code dense_1/kernel} in a layer that holds others
 * @param trainable whether training changes it; a nested model lists those first
 */
public record WeightSlot(String path, boolean trainable) {
  /** Trainable slots of these names. */
  static List<WeightSlot> trainable(String... names) {
    List<WeightSlot> slots = new ArrayList<>();
    for (String name : names) {
      slots.add(new WeightSlot(name, true));
    }
    return slots;
  }

  /** In the order in which Keras lists them: the trainable ones, then the others. */
  static List<WeightSlot> ordered(List<WeightSlot> slots, boolean layerTrainable) {
    List<WeightSlot> all = new ArrayList<>();
    slots.stream().filter(WeightSlot::trainable).forEach(all::add);
    slots.stream().filter(slot -> !slot.trainable()).forEach(all::add);
    return layerTrainable
        ? all
        : all.stream().map(slot -> new WeightSlot(slot.path, false)).toList();
  }

  WeightSlot under(String parent) {
    return new WeightSlot(parent + "/" + path, trainable);
  }
}
