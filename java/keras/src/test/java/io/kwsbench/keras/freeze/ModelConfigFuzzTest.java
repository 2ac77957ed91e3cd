package io.kwsbench.keras.freeze;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.kwsbench.Campaign;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any text as a model's configuration: a graph or one line.
 *
 * <p>{@code JAZZER_FUZZ=1 ./mvnw -pl java/keras -am test -Dtest=ModelConfigFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches; otherwise the seeds are replayed.
 */
@Tag(Campaign.TAG)
class ModelConfigFuzzTest {
  static Stream<String> seeds() {
    String ours =
        ModelJson.frames()
            .layer("Conv1D", "c", "\"filters\": 3, \"kernel_size\": [3], \"padding\": \"causal\"")
            .layer("GRU", "g", "\"units\": 3")
            .layer("Bidirectional", "b", "\"layer\": {\"class_name\": \"LSTM\", \"config\": {}}")
            .json();
    return Stream.concat(
        Stream.of(ours),
        Material.both("later/keras3-lstm.h5", "keras/later-keras/keras3-lstm.h5")
            .map(keras -> KerasCheckpoint.read(keras).modelConfig().orElseThrow()));
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void freezesOrRefuses(@NotNull String json) {
    if (json == null) {
      return; // the empty seed
    }
    try {
      Freezer.freeze(ModelJson.frames().checkpoint(), json, "fuzz.hdf5", FreezeOptions.DEFAULT);
    } catch (KwsException e) {
      if (e.getMessage().contains("\n")) {
        throw new AssertionError("not one line: " + e.getMessage(), e);
      }
    }
  }
}
