package io.kwsbench.formats.tflite;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.kwsbench.Campaign;
import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes as a TensorFlow Lite model: a graph or one line.
 *
 * <p>{@code JAZZER_FUZZ=1 ./mvnw -pl java/formats -am test -Dtest=TfliteFuzzTest
 * -Dsurefire.failIfNoSpecifiedTests=false} searches; otherwise the seeds are replayed.
 */
@Tag(Campaign.TAG)
class TfliteFuzzTest {
  static Stream<byte[]> seeds() throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (Path model : DamagedTfliteTest.models()) {
      seeds.add(Files.readAllBytes(model));
    }
    return seeds.stream();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "5m")
  void readsOrRefuses(byte @NotNull [] model) {
    if (model == null) {
      return; // the empty seed
    }
    try {
      TfliteReader.read(model, "fuzz.tflite");
    } catch (KwsException e) {
      if (e.getMessage().contains("\n")) {
        throw new AssertionError("not one line: " + e.getMessage(), e);
      }
    }
  }
}
