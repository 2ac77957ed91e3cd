package io.kwsbench.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbabilityTest {
  @Test
  void whatASoftmaxRoundsToIsOne() {
    for (float score : new float[] {0, 0.3f, 1, 1.0000002f}) {
      assertThat(Probability.isOne(score)).isTrue();
    }
  }

  @Test
  void whatIsNoneIsNamed() {
    for (float score : new float[] {-1e-6f, 1.5f, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThat(Probability.isOne(score)).isFalse();
    }
    assertThat(Probability.refused(1.5f))
        .isEqualTo("1.5: its outputs are no probabilities (logits?)");
    assertThat(Probability.refused(-2))
        .isEqualTo("-2.0: its outputs are no probabilities (a log softmax, or logits?)");
    assertThat(Probability.refused(Float.NaN)).isEqualTo("NaN");
  }
}
