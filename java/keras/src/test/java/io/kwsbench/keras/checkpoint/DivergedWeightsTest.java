package io.kwsbench.keras.checkpoint;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A checkpoint of a training that diverged is no model. */
class DivergedWeightsTest {
  private static final String MODEL =
      "{\"class_name\":\"Sequential\",\"config\":[{\"class_name\":\"Dense\",\"config\":{"
          + "\"name\":\"d\",\"units\":1,\"activation\":\"linear\",\"use_bias\":false,"
          + "\"batch_input_shape\":[null,16000]}}]}";

  @Test
  void weightsThatAreNoNumbersAreNamedAndNotFrozen() {
    float[] values = new float[16_000];
    values[3] = Float.NaN;
    values[4] = Float.NEGATIVE_INFINITY;

    assertThatThrownBy(() -> checkpoint(values).requireNumbers())
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("weight d/kernel:0")
        .hasMessageContaining("2 of 16000 values that are NaN or infinite");
    assertThatThrownBy(
            () -> Freezer.freeze(checkpoint(values), MODEL, "m.hdf5", FreezeOptions.DEFAULT))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("m.hdf5: weight d/kernel:0");
    assertThatCode(() -> checkpoint(new float[16_000]).requireNumbers()).doesNotThrowAnyException();
  }

  private static KerasCheckpoint checkpoint(float[] values) {
    Weight kernel = new Weight("d/kernel:0", Shape.of(16_000, 1), values);
    return new KerasCheckpoint(
        Optional.of("2.1.2"),
        Optional.of("tensorflow"),
        Optional.of(MODEL),
        Optional.empty(),
        List.of(new LayerWeights("d", List.of(kernel))),
        Optional.empty(),
        List.of());
  }
}
