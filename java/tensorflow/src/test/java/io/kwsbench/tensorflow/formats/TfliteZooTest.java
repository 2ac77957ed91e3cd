package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The models that {@code checks/tflite_zoo/run} makes: one per operator, option and idiom. */
class TfliteZooTest {
  private static final String FOLDER = "kwsbench.tflite.zoo";

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void everyModelAgrees() throws IOException {
    List<Path> models = TfliteModelsTest.in(Path.of(System.getProperty(FOLDER)));
    // fewer, and the zoo would shrink unnoticed
    assertThat(models).hasSizeGreaterThanOrEqualTo(439);
    assertThat(Comparison.failures(models)).isEmpty();
  }
}
