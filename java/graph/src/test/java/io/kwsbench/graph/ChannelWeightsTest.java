package io.kwsbench.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChannelWeightsTest {
  private static final float[] SCALES = {2, -0.5f};
  private static final float[] SHIFTS = {1, 10};

  @Test
  void aScaleAndAShiftOfTheOutputGoIntoWeightsAndBias() {
    ChannelWeights folded =
        new ChannelWeights(new float[] {1, 2, 3, 4}, new float[] {5, 6})
            .affine(c -> SCALES[c], c -> SHIFTS[c])
            .orElseThrow();

    assertThat(folded.weights()).containsExactly(2, -1, 6, -2);
    assertThat(folded.bias()).containsExactly(11, 7);
  }

  @Test
  void withoutABiasTheShiftIsOne() {
    ChannelWeights folded =
        ChannelWeights.unbiased(new float[] {1, 2}, 2).affine(c -> 1, c -> SHIFTS[c]).orElseThrow();

    assertThat(folded.weights()).containsExactly(1, 2);
    assertThat(folded.bias()).containsExactly(SHIFTS);
  }

  /** A weight of 0 is one under every scale; a scale of 0 makes weights of 0. */
  @Test
  void zerosAreNoLoss() {
    ChannelWeights folded =
        ChannelWeights.unbiased(new float[] {0, 3}, 1).affine(c -> 0, c -> 1).orElseThrow();

    assertThat(folded.weights()).containsExactly(0, 0);
  }

  @Test
  void whatWouldLoseANumberIsNotFolded() {
    ChannelWeights weights = ChannelWeights.unbiased(new float[] {1e-30f, 1e30f}, 1);

    assertThat(weights.affine(c -> 1e-10, c -> 0)).as("below the normal numbers").isEmpty();
    assertThat(weights.affine(c -> 1e10, c -> 0)).as("infinite").isEmpty();
    assertThat(ChannelWeights.unbiased(new float[1], 1).affine(c -> 1 / 0.0, c -> 0))
        .as("an infinite scale of a weight that is 0")
        .isEmpty();
    assertThat(weights.affine(c -> Double.NaN, c -> 0)).as("not a number").isEmpty();
  }
}
