package io.kwsbench.tensorflow.formats;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The graphs that {@code checks/tflite_random/run} makes. */
class RandomTfliteTest {
  private static final String FOLDER = "kwsbench.tflite.random";
  private static final double MOST_REFUSED = 0.05;

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void noGraphIsWrong() throws IOException {
    Path folder = Path.of(System.getProperty(FOLDER));
    RandomGraphs.requireNoneWrong("tflite_random", TfliteModelsTest.in(folder), MOST_REFUSED);
  }
}
