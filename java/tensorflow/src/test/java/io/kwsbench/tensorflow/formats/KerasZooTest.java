package io.kwsbench.tensorflow.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.formats.ModelReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The models that {@code checks/keras_zoo/run} makes: one per layer, attribute and idiom. */
class KerasZooTest {
  private static final String FOLDER = "kwsbench.keras.zoo";

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void everyModelAgrees() throws IOException {
    List<Path> models = KerasModelsTest.in(Path.of(System.getProperty(FOLDER)));
    // fewer, and the zoo would shrink unnoticed
    assertThat(models).hasSizeGreaterThanOrEqualTo(496);
    assertThat(Comparison.failures(models)).isEmpty();
  }

  @Test
  @EnabledIfSystemProperty(named = FOLDER, matches = ".+")
  void whatCannotBeReadIsRefusedByName() {
    List<Path> models = KerasModelsTest.in(Path.of(System.getProperty(FOLDER)).resolve("refused"));
    assertThat(models).hasSizeGreaterThanOrEqualTo(10);
    for (Path model : models) {
      assertThatThrownBy(() -> ModelReader.load(model))
          .as("%s", model)
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(model + ": ")
          .hasMessageNotContaining("\n");
    }
  }
}
