package io.kwsbench.keras.freeze;

import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.LayerWeights;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds small Sequential models for tests, layer by layer. */
final class ModelJson {
  private final List<String> layers = new ArrayList<>();
  private final List<LayerWeights> weights = new ArrayList<>();

  /** A model of 16000 samples, reshaped to 40 steps of 400. */
  static ModelJson frames() {
    return new ModelJson()
        .layer(
            "Reshape",
            "frames",
            "\"batch_input_shape\": [null, 16000], \"target_shape\": [40, 400]");
  }

  ModelJson layer(String className, String name, String settings, Weight... stored) {
    String more = settings.isEmpty() ? "" : ", " + settings;
    layers.add(
        "{\"class_name\": \""
            + className
            + "\", \"config\": {\"name\": \""
            + name
            + "\""
            + more
            + "}}");
    weights.add(new LayerWeights(name, List.of(stored)));
    return this;
  }

  /** A tensor of small numbers that tell their place. */
  static Weight weight(String name, long... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[(int) shape.elements().orElseThrow()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 0.7 + 1) * 0.1f;
    }
    return new Weight(name + ":0", shape, values);
  }

  String json() {
    return "{\"class_name\": \"Sequential\", \"config\": [" + String.join(", ", layers) + "]}";
  }

  KerasCheckpoint checkpoint() {
    return new KerasCheckpoint(
        Optional.of("2.1.2"),
        Optional.of("tensorflow"),
        Optional.of(json()),
        Optional.empty(),
        weights,
        Optional.empty(),
        List.of());
  }

  FrozenModel freeze(FreezeOptions options) {
    return Freezer.freeze(checkpoint(), json(), "test.hdf5", options);
  }
}
