package io.kwsbench.checkpoint;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.kwsbench.KwsException;

/**
 * Any bytes: a checkpoint or one line, never anything else.
 *
 * <p>{@code JAZZER_FUZZ=1 ./mvnw -pl java/training -am test -Dtest=CheckpointFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches; otherwise the committed inputs are replayed.
 */
class CheckpointFuzzTest {
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
