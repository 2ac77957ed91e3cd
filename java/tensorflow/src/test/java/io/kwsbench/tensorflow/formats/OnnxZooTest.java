package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The models that {@code checks/onnx_zoo/run} makes: one per operator, attribute and idiom. */
class OnnxZooTest {
  private static final String FOLDER = "kwsbench.onnx.zoo";
  private static final int AGREE = 557;

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void everyModelAgrees() throws IOException {
    List<Path> models = OnnxModelsTest.in(Path.of(System.getProperty(FOLDER)));
    // another number, and the zoo would shrink unnoticed
    assertThat(models).hasSize(AGREE);
    assertThat(Comparison.failures(models)).isEmpty();
  }
}
