package io.kwsbench.model;

import io.kwsbench.KwsException;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.LayerWeights;
import io.kwsbench.keras.checkpoint.Weight;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The values of a model's weights, by name, in the model's order.
 *
 * <p>Arrays are shared, not copied; whoever takes one must not change it.
 */
public final class ModelWeights {
  private final ModelSpec model;
  private final Map<String, float[]> values;

  private ModelWeights(ModelSpec model, Map<String, float[]> values) {
    this.model = model;
    this.values = values;
  }

  /** Weights before the first step; a seed gives the same ones on every machine. */
  public static ModelWeights initial(ModelSpec model, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, float[]> values = new LinkedHashMap<>();
    model.weights().forEach(spec -> values.put(spec.name(), spec.initial(random)));
    return new ModelWeights(model, values);
  }

  /**
   * @throws IllegalArgumentException when a weight is missing or of another size
   */
  public static ModelWeights of(ModelSpec model, Map<String, float[]> values) {
    Map<String, float[]> ordered = new LinkedHashMap<>();
    for (WeightSpec spec : model.weights()) {
      float[] value = values.get(spec.name());
      if (value == null || value.length != spec.elements()) {
        throw new IllegalArgumentException("no value that fits " + spec);
      }
      ordered.put(spec.name(), value);
    }
    return new ModelWeights(model, ordered);
  }

  /**
   * Takes a model's weights from a checkpoint, layer by layer; layers without weights may be named
   * and counted differently there.
   *
   * @throws KwsException when a layer is missing, or its weights are of another count or shape
   */
  public static ModelWeights from(ModelSpec model, KerasCheckpoint checkpoint) {
    Map<String, float[]> values = new LinkedHashMap<>();
    for (Layer layer : model.layers()) {
      if (!layer.weights().isEmpty()) {
        take(layer, checkpoint, values);
      }
    }
    for (LayerWeights stored : checkpoint.layers()) {
      if (!stored.weights().isEmpty() && !values.containsKey(stored.weights().get(0).name())) {
        throw new KwsException(
            "layer '" + stored.layer() + "' of the checkpoint is none of the model's");
      }
    }
    return new ModelWeights(model, values);
  }

  private static void take(Layer layer, KerasCheckpoint checkpoint, Map<String, float[]> values) {
    List<Weight> stored =
        checkpoint
            .layer(layer.name())
            .orElseThrow(
                () -> new KwsException("the checkpoint has no layer '" + layer.name() + "'"))
            .weights();
    List<WeightSpec> specs = layer.weights();
    if (stored.size() != specs.size()) {
      throw new KwsException(
          "layer '" + layer.name() + "' has " + stored.size() + " weights, not " + specs.size());
    }
    for (int i = 0; i < specs.size(); i++) {
      if (!stored.get(i).shape().equals(specs.get(i).shape())) {
        throw new KwsException(
            "weight "
                + stored.get(i)
                + " of the checkpoint has another shape than the model's "
                + specs.get(i).shape());
      }
      values.put(specs.get(i).name(), stored.get(i).values());
    }
  }

  public ModelSpec model() {
    return model;
  }

  /** The elements of a weight, row-major. */
  public float[] values(String name) {
    return values.get(name);
  }

  /** All layers as Keras lists them, those without weights too. */
  public List<LayerWeights> layers() {
    Map<String, List<Weight>> byLayer = new LinkedHashMap<>();
    KerasModelConfig.layerNames(model).forEach(name -> byLayer.put(name, new ArrayList<>()));
    for (WeightSpec spec : model.weights()) {
      byLayer.get(spec.layer()).add(new Weight(spec.name(), spec.shape(), values.get(spec.name())));
    }
    return byLayer.entrySet().stream()
        .map(entry -> new LayerWeights(entry.getKey(), entry.getValue()))
        .toList();
  }
}
