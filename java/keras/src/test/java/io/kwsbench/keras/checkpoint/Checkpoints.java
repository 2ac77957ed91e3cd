package io.kwsbench.keras.checkpoint;

import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Small checkpoints for tests. */
final class Checkpoints {
  static final String CONFIG = "{\"class_name\": \"Model\", \"config\": {\"name\": \"tiny\"}}";

  private Checkpoints() {}

  /** Three layers, one without weights, and an optimizer that counts its steps. */
  static KerasCheckpoint tiny() {
    return new KerasCheckpoint(
        Optional.of("2.1.2"),
        Optional.of("tensorflow"),
        Optional.of(CONFIG),
        Optional.of("{\"loss\": \"categorical_crossentropy\"}"),
        List.of(
            layer("input_1"),
            layer("conv1d_1", weight("conv1d_1/kernel:0", 3, 2, 4), weight("conv1d_1/bias:0", 4)),
            layer("dense_1", weight("dense_1/kernel:0", 4, 2))),
        Optional.of(
            new OptimizerWeights(
                OptionalLong.of(1L << 40), List.of(weight("training/Adam/Variable:0", 3, 2, 4)))),
        List.of());
  }

  static KerasCheckpoint withLayers(List<LayerWeights> layers) {
    return with(Optional.of(CONFIG), layers);
  }

  static KerasCheckpoint with(Optional<String> modelConfig, List<LayerWeights> layers) {
    return new KerasCheckpoint(
        Optional.of("2.1.2"),
        Optional.of("tensorflow"),
        modelConfig,
        Optional.empty(),
        layers,
        Optional.empty(),
        List.of());
  }

  static LayerWeights layer(String name, Weight... weights) {
    return new LayerWeights(name, List.of(weights));
  }

  /** A weight whose elements tell their place. */
  static Weight weight(String name, long... dims) {
    Shape shape = Shape.of(dims);
    float[] values = new float[(int) shape.elements().orElseThrow()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i + 0.25f;
    }
    return new Weight(name, shape, values);
  }
}
