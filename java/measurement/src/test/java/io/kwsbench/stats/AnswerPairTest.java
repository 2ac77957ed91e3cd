package io.kwsbench.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.tensor.Likeliest;
import org.junit.jupiter.api.Test;

class AnswerPairTest {
  private static AnswerPair pair(float[] candidate, float... reference) {
    return new AnswerPair(candidate, reference);
  }

  @Test
  void sameClassAndLargestDifference() {
    AnswerPair pair = pair(new float[] {0.25f, 0.5f, 0.25f}, 0.125f, 0.75f, 0.125f);

    assertThat(pair.sameClass()).isTrue();
    assertThat(pair.difference()).isEqualTo(0.25);
  }

  @Test
  void anotherClass() {
    assertThat(pair(new float[] {0.75f, 0.25f}, 0.25f, 0.75f).sameClass()).isFalse();
  }

  @Test
  void theFirstAmongEqualsIsTheLikeliest() {
    assertThat(Likeliest.of(new float[] {0.25f, 0.375f, 0.375f})).hasValue(1);
    assertThat(Likeliest.of(new float[0])).isEmpty();
    assertThat(Likeliest.of(new float[] {0.25f, Float.NaN})).isEmpty();
  }

  @Test
  void otherClassesHaveNoDifference() {
    AnswerPair pair = pair(new float[] {1, 0}, 1);

    assertThat(pair.comparable()).isFalse();
    assertThat(pair.sameClass()).isFalse();
    assertThat(pair.difference()).isNaN();
  }

  @Test
  void nothingAgreesWithNan() {
    assertThat(pair(new float[] {Float.NaN}, 0.5f).difference()).isNaN();
    assertThat(pair(new float[] {Float.NaN}, Float.NaN).difference()).isNaN();
    assertThat(pair(new float[] {Float.NaN}, Float.NaN).sameClass()).isFalse();
    float infinite = Float.POSITIVE_INFINITY;
    assertThat(pair(new float[] {infinite}, infinite).difference()).isZero();
    assertThat(pair(new float[] {infinite}, 1).difference()).isInfinite();
  }
}
