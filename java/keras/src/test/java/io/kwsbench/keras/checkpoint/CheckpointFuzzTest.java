package io.kwsbench.keras.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kwsbench.Campaign;
import io.kwsbench.KwsException;
import io.kwsbench.Material;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes: a checkpoint or one line, never anything else.
 *
 * <p>{@code JAZZER_FUZZ=1 ./mvnw -pl java/keras -am test -Dtest=CheckpointFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches; otherwise the seeds are replayed.
 */
@Tag(Campaign.TAG)
class CheckpointFuzzTest {
  /** A file of each of HDF5's formats: ours with checksums, Keras's without. */
  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> all = new ArrayList<>(List.of(DamagedCheckpointTest.written()));
    for (Path keras :
        Material.both("later/keras3-lstm.h5", "keras/later-keras/keras3-lstm.h5").toList()) {
      all.add(Files.readAllBytes(keras));
    }
    return all.stream();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void readsOrRefuses(byte[] bytes) {
    try {
      CheckpointReader.parse(bytes, "fuzz.hdf5");
    } catch (KwsException e) {
      if (e.getMessage().contains("\n")) {
        throw new AssertionError("not one line: " + e.getMessage(), e);
      }
    }
  }
}
