package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeTest {
  /** {@code train.py} of the 2017 entry: batches of 384, 100 epochs, Keras's batch norm. */
  @Test
  void theChallengesIsThatOfItsCode() {
    Recipe recipe = Recipe.CHALLENGE2017;
    assertThat(recipe.label()).isEqualTo("challenge2017");
    assertThat(recipe.epochs()).isEqualTo(100);
    assertThat(recipe.average()).isEqualTo(StatisticsAverage.FIXED);
    assertThat(recipe.cosine()).isFalse();
    assertThat(recipe.warmup(100)).isZero();
    assertThat(recipe.batch(240)).isEqualTo(384);
    assertThat(recipe.batch(60_000)).isEqualTo(384);
    assertThat(recipe.steps(60_000, 384)).as("covers the training set once").isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "200, 32, 50",
    "1279, 32, 50",
    "1280, 64, 50",
    "6400, 256, 50",
    "7679, 256, 50",
    "7680, 384, 50",
    "57600, 384, 150"
  })
  void smallCorporaHaveSmallBatchesAndEnoughSteps(int clips, int batch, int steps) {
    assertThat(Recipe.STANDARD.batch(clips)).isEqualTo(batch);
    assertThat(Recipe.STANDARD.steps(clips, batch)).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "9, 0", "10, 1", "29, 2", "50, 3", "200, 3"})
  void theRateRisesInATenthOfTheEpochs(int epochs, int warmup) {
    assertThat(Recipe.STANDARD.warmup(epochs)).isEqualTo(warmup);
  }
}
