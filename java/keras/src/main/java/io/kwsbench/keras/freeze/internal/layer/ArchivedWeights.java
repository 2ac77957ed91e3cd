package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.KwsException;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.keras.checkpoint.WeightGroup;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.KerasModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The weights of a model in the form of Keras 3: {@code layers/conv2d_1/vars/0}.
 *
 * <p>A layer's group is not called by the layer's name but by its class, {@code conv2d}, {@code
 * conv2d_1}, in the order of the model's layers.
 */
public final class ArchivedWeights {
  /** The group of a model's layers in Keras 3, and in Keras 2.12. */
  private static final List<String> LAYERS = List.of("layers", "_layer_checkpoint_dependencies");

  private ArchivedWeights() {}

  /**
   * The weights of each of a model's layers, by its name.
   *
   * @throws KwsException when the file has none for a layer, too few or too many, or a layer's
   *     class is not supported
   */
  public static Map<String, WeightSet> of(KerasModel model, WeightGroup stored) {
    Map<String, WeightSet> sets = new HashMap<>();
    ofLayers(model, stored).forEach((layer, weights) -> sets.put(layer, WeightSet.of(weights)));
    return sets;
  }

  private static Map<String, Map<String, Weight>> ofLayers(KerasModel model, WeightGroup stored) {
    Map<String, List<KerasLayer>> byClass =
        model.layers().stream()
            .filter(ArchivedWeights::hasWeights)
            .collect(Collectors.groupingBy(layer -> snakeCase(layer.className())));
    Optional<WeightGroup> layers =
        LAYERS.stream()
            .flatMap(
                name ->
                    stored.groups().entrySet().stream()
                        .filter(group -> group.getKey().equals(name) && !group.getValue().isEmpty())
                        .map(Map.Entry::getValue))
            .findFirst();
    Map<String, Map<String, Weight>> all = new HashMap<>();
    byClass.forEach(
        (name, some) -> {
          List<WeightGroup> groups = layers.map(g -> numbered(g, name)).orElse(List.of());
          if (groups.size() != some.size()) {
            throw some.get(0)
                .config()
                .error(
                    "the model has "
                        + some.size()
                        + " layers of this class with weights, but weights are stored for "
                        + groups.size());
          }
          for (int i = 0; i < groups.size(); i++) {
            Map<String, Weight> weights = new HashMap<>();
            collect(some.get(i), groups.get(i), "", weights);
            all.put(some.get(i).name(), weights);
          }
        });
    return all;
  }

  private static boolean hasWeights(KerasLayer layer) {
    return !WeightSlots.of(layer).isEmpty();
  }

  /** The groups {@code conv2d}, {@code conv2d_1}, … that have weights, in order. */
  private static List<WeightGroup> numbered(WeightGroup parent, String name) {
    TreeMap<Integer, WeightGroup> found = new TreeMap<>();
    parent
        .groups()
        .forEach(
            (key, group) -> {
              if (key.matches(name + "(_\\d{1,6})?") && !group.isEmpty()) {
                found.put(
                    key.equals(name) ? 0 : Integer.parseInt(key.substring(name.length() + 1)),
                    group);
              }
            });
    return new ArrayList<>(found.values());
  }

  /** Puts the weights of one layer into {@code to}, under the names that it knows them by. */
  private static void collect(
      KerasLayer layer, WeightGroup stored, String prefix, Map<String, Weight> to) {
    if (layer.nested().isPresent()) {
      ofLayers(layer.nested().get(), stored)
          .forEach(
              (name, weights) ->
                  weights.forEach((path, weight) -> to.put(prefix + name + "/" + path, weight)));
      return;
    }
    if (WeightSlots.of(layer).isEmpty()) {
      return;
    }
    for (StoredGroup part : LayerKinds.of(layer).stored(layer)) {
      WeightGroup group =
          part.groups().isEmpty()
              ? stored
              : part.groups().stream()
                  .flatMap(path -> stored.find(path).stream())
                  .findFirst()
                  .orElseThrow(
                      () ->
                          layer
                              .config()
                              .error("no weights are stored in its " + part.groups().get(0)));
      if (part.inner().isPresent()) {
        collect(part.inner().get(), group, prefix + part.prefix(), to);
      } else {
        assign(layer, part, group, prefix + part.prefix(), to);
      }
    }
  }

  private static void assign(
      KerasLayer layer,
      StoredGroup part,
      WeightGroup group,
      String prefix,
      Map<String, Weight> to) {
    List<Weight> weights = group.weights();
    if (weights.size() != part.slots().size()) {
      throw layer
          .config()
          .error(
              "it has "
                  + part.slots().size()
                  + " weights, but "
                  + weights.size()
                  + " are stored in "
                  + group.path());
    }
    IntStream.range(0, weights.size())
        .forEach(i -> to.put(prefix + part.slots().get(i).path(), weights.get(i)));
  }

  /** The name of a class as Keras makes a group's of it. */
  static String snakeCase(String className) {
    return className
        .replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
