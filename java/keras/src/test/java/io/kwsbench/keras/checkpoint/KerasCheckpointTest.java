package io.kwsbench.keras.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.tensor.Shape;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Files that real Keras of several versions wrote. */
class KerasCheckpointTest {
  @Test
  void readsAWholeModelOfKeras2WithItsOptimizer() {
    KerasCheckpoint checkpoint = read("keras2/raw.hdf5");

    assertThat(checkpoint.kerasVersion()).contains("2.1.2");
    assertThat(checkpoint.backend()).contains("tensorflow");
    assertThat(checkpoint.modelConfig().orElseThrow()).startsWith("{\"class_name\": \"Model\"");
    assertThat(checkpoint.trainingConfig().orElseThrow()).contains("RMSprop").endsWith("}");
    assertThat(checkpoint.layers()).hasSize(82);
    assertThat(checkpoint.layers().get(0))
        .isEqualTo(new LayerWeights("input_1", java.util.List.of()));
    assertThat(checkpoint.layer("batch_normalization_1").orElseThrow().weights())
        .extracting(Weight::role)
        .containsExactly("gamma", "beta", "moving_mean", "moving_variance");
    assertThat(checkpoint.layer("conv1d_1").orElseThrow().weights().get(0).shape())
        .isEqualTo(Shape.of(3, 40, 8));
    OptimizerWeights optimizer = checkpoint.optimizer().orElseThrow();
    assertThat(optimizer.iterations()).isEmpty();
    assertThat(optimizer.slots()).hasSize(50);
    assertThat(optimizer.slots().get(49).shape()).isEqualTo(Shape.of(48, 12));
    assertThat(checkpoint.notices()).isEmpty();
  }

  @Test
  void readsLaterKeras() {
    KerasCheckpoint keras3 = read("later/keras3-lstm.h5");
    KerasCheckpoint tfKeras = read("later/tf_keras-lstm.h5");

    assertThat(keras3.kerasVersion().orElseThrow()).startsWith("3.");
    assertThat(tfKeras.kerasVersion()).contains("2.18.0");
    assertThat(keras3.layer("bidirectional").orElseThrow().weights())
        .extracting(Weight::name)
        .contains("bidirectional/backward_lstm/lstm_cell/recurrent_kernel");
    assertThat(tfKeras.optimizer().orElseThrow().iterations()).isEqualTo(OptionalLong.of(0));
    assertThat(keras3.parameterCount()).isEqualTo(tfKeras.parameterCount()).isPositive();
  }

  private static KerasCheckpoint read(String name) {
    return KerasCheckpoint.read(Material.fixture(name));
  }
}
