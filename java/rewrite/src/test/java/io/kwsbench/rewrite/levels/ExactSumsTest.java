package io.kwsbench.rewrite.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.levels.ExactSums.Run;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
  private static final int HALF = 1 << 23;

  @Test
  void aFloatHoldsWholeNumbersUpToItsBits() {
    ExactSums sums = ExactSums.of(2, HALF);
    assertThat(sums.isExact(0)).isTrue();
    assertThat(sums.isExact(1)).isFalse();
    assertThat(ExactSums.of(3, HALF).isExact(0)).isFalse();
  }

  @Test
  void runsAreAsLongAsTheirSumsAreExact() {
    assertThat(ExactSums.of(5, HALF).runs(KwsException::new))
        .containsExactly(new Run(0, 2), new Run(2, 4), new Run(4, 5));
    assertThat(ExactSums.of(2, HALF).runs(KwsException::new)).containsExactly(new Run(0, 2));
  }

  @Test
  void theLargestOutputCuts() {
    Literal weights = Literal.of(new float[] {1, -HALF, 1, HALF, 1, -HALF}, 3, 2);
    assertThat(ExactSums.of(weights, 0, 1).runs(KwsException::new))
        .containsExactly(new Run(0, 2), new Run(2, 3));
    assertThat(ExactSums.of(weights, 0, 2).runs(KwsException::new))
        .containsExactly(new Run(0, 1), new Run(1, 2), new Run(2, 3));
  }

  /** The weights of a convolution: height, width, channels, outputs. */
  @Test
  void aChannelHasAllItsTaps() {
    Literal weights = Literal.of(new float[] {HALF, 3, 5, 1, HALF, 3, 5, 1}, 2, 1, 2, 2);
    ExactSums sums = ExactSums.of(weights, 2, 1);
    assertThat(sums.isExact(0)).isFalse();
    assertThat(sums.runs(KwsException::new)).containsExactly(new Run(0, 1), new Run(1, 2));
  }

  @Test
  void refusesOneChannelThatIsTooMuch() {
    assertThatThrownBy(() -> ExactSums.of(1, 2 * HALF + 1).runs(KwsException::new))
        .isInstanceOf(KwsException.class)
        .hasMessage("sums more products of one channel than a float holds exactly");
    Literal weights = Literal.of(new float[] {HALF, HALF, 1}, 3, 1);
    assertThatThrownBy(() -> ExactSums.of(weights, -1, 1).runs(KwsException::new))
        .isInstanceOf(KwsException.class);
  }
}
