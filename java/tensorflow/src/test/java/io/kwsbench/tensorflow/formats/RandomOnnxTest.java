package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The graphs that {@code checks/onnx_random/run} makes; a failure names the seed of each. */
class RandomOnnxTest {
  private static final String FOLDER = "kwsbench.onnx.random";

  /** More refusals, and a reader could refuse what it gets wrong. */
  private static final double MOST_REFUSED = 0.15;

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void noGraphIsWrong() throws IOException {
    Path folder = Path.of(System.getProperty(FOLDER));
    List<Path> models = OnnxModelsTest.in(folder);
    Map<String, String> wrong = new TreeMap<>();
    Map<String, String> refused = new TreeMap<>();
    for (Path model : models) {
      String found = found(model);
      if (!found.isEmpty()) {
        (found.startsWith("refused") ? refused : wrong).put(model.getFileName().toString(), found);
      }
    }
    int agree = models.size() - wrong.size() - refused.size();
    Files.writeString(
        folder.resolve("counts.txt"),
        "onnx_random: %d agree, %d refused, %d wrong%n"
            .formatted(agree, refused.size(), wrong.size()));
    Files.write(folder.resolve("refused.txt"), refused.values());
    assertThat(wrong).isEmpty();
    assertThat(refused.size()).isLessThanOrEqualTo((int) (MOST_REFUSED * models.size()));
  }

  /** One fault must not hide the graphs behind it. */
  private static String found(Path model) throws IOException {
    try {
      return Comparison.of(model);
    } catch (RuntimeException | StackOverflowError e) {
      return "fault: " + e + " at " + e.getStackTrace()[0];
    }
  }
}
