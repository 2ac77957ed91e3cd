package io.kwsbench.tensorflow.formats;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The graphs that {@code checks/onnx_random/run} makes. */
class RandomOnnxTest {
  private static final String FOLDER = "kwsbench.onnx.random";
  private static final double MOST_REFUSED = 0.15;

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void noGraphIsWrong() throws IOException {
    Path folder = Path.of(System.getProperty(FOLDER));
    RandomGraphs.requireNoneWrong("onnx_random", OnnxModelsTest.in(folder), MOST_REFUSED);
  }
}
