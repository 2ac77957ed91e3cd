package io.kwsbench.keras.freeze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassMappingTest {
  @Test
  void keepsTheModelsOrder() {
    ClassMapping mapping = new ClassMapping(List.of("a", "b", "c", "d"), List.of("d", "b"));

    assertThat(mapping.labels()).containsExactly("silence", "unknown", "b", "d");
  }

  @Test
  void refusesWordsThatMakeNoSense() {
    assertThatThrownBy(() -> new ClassMapping(List.of("a"), List.of("b")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("'b'");
    assertThatThrownBy(() -> new ClassMapping(List.of("a", "a"), List.of("a")))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("twice");
  }

  /**
   * Silence, unknown, a, b, c of which b is wanted: unknown is the greatest of unknown, a and c.
   */
  @Test
  void unknownIsTheGreatestOfAllOthers() {
    ModelJson model =
        ModelJson.frames()
            .layer("GlobalMaxPooling1D", "pool", "")
            .layer("Lambda", "five", "\"function\": \"none\"")
            .layer("Activation", "labels", "\"activation\": \"linear\"");
    FreezeOptions options =
        FreezeOptions.DEFAULT
            .withLambdas(Map.of("five", "K.clip(x[:, :5], 0, 1)"))
            .withMapping(new ClassMapping(List.of("a", "b", "c"), List.of("b")));
    float[] samples = new float[16_000];
    float[] five = {0.1f, 0.2f, 0.3f, 0.4f, 0.5f};
    System.arraycopy(five, 0, samples, 0, 5);

    try (FrozenRun run = new FrozenRun(model.freeze(options).graph())) {
      double sum = Math.exp(0.1) + Math.exp(0.5) + Math.exp(0.4);
      assertThat(run.probabilities(samples))
          .containsExactly(
              new float[] {
                (float) (Math.exp(0.1) / sum),
                (float) (Math.exp(0.5) / sum),
                (float) (Math.exp(0.4) / sum)
              },
              within(1e-6f));
    }
  }
}
