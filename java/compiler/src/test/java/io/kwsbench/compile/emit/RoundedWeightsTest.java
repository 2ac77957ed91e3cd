package io.kwsbench.compile.emit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.plan.Precision;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundedWeightsTest {
  private static float[] rounded(Precision precision, int n, float... matrix) {
    return RoundedWeights.of(precision, matrix, n).orElseThrow().toFloats();
  }

  @Test
  void eightBitsHaveAScaleForEachColumn() {
    float[] matrix = new float[300 * 7];
    Random random = new Random(1);
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = (float) random.nextGaussian() * (1 + i % 7);
    }
    float[] rounded = rounded(Precision.WEIGHTS8, 7, matrix);
    for (int c = 0; c < 7; c++) {
      float largest = 0;
      for (int i = c; i < matrix.length; i += 7) {
        largest = Math.max(largest, Math.abs(matrix[i]));
      }
      for (int i = c; i < matrix.length; i += 7) {
        assertThat(rounded[i]).isCloseTo(matrix[i], within(largest / 253));
      }
    }
  }

  @Test
  void aColumnOfZerosStaysZero() {
    assertThat(rounded(Precision.WEIGHTS8, 2, 0.5f, 0, -0.25f, 0))
        .containsExactly(0.5f, 0, -64 * (0.5f / 127), 0);
  }

  @Test
  void sixteenBitsAreRoundedToTheNearestEven() {
    float ulp = Math.scalb(1f, -7);
    assertThat(rounded(Precision.WEIGHTS16, 1, 0.1f)).containsExactly(Math.scalb(205f, -11));
    assertThat(
            rounded(Precision.WEIGHTS16, 1, 0.5f, 1 + ulp / 2, 1 + 3 * ulp / 2, -1 - 3 * ulp / 2))
        .containsExactly(0.5f, 1, 1 + 2 * ulp, -1 - 2 * ulp);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aMatrixWithValuesThatAreNotFiniteIsKept(float odd) {
    float[] matrix = {0.5f, 0.1f, odd, 0.3f};
    assertThat(RoundedWeights.of(Precision.WEIGHTS8, matrix, 2)).isEmpty();
    assertThat(RoundedWeights.of(Precision.WEIGHTS16, matrix, 2)).isEmpty();
  }

  @Test
  void aMatrixOutOfRangeIsKept() {
    float[] small = {1e-37f, 0.1f};
    assertThat(RoundedWeights.of(Precision.WEIGHTS8, small, 2)).isEmpty();
    float[] large = {Float.MAX_VALUE, 0.1f};
    assertThat(RoundedWeights.of(Precision.WEIGHTS16, large, 2)).isEmpty();
  }

  @Test
  void wholeNumbersStayWhatTheyAreOrFloats() {
    float[] levels = {100, -3, 7, 127};
    assertThat(rounded(Precision.WEIGHTS8, 2, levels)).containsExactly(levels);
    assertThat(rounded(Precision.WEIGHTS16, 2, levels)).containsExactly(levels);
    float[] wide = {255, -3, 7, 127};
    assertThat(RoundedWeights.of(Precision.WEIGHTS8, wide, 2)).isEmpty();
    assertThat(rounded(Precision.WEIGHTS16, 2, wide)).containsExactly(wide);
    float[] wider = {257, -3, 7, 127};
    assertThat(RoundedWeights.of(Precision.WEIGHTS16, wider, 2)).isEmpty();
  }
}
