package io.kwsbench.rewrite.levels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelScaleTest {
  @ParameterizedTest
  @CsvSource({"0, 6", "-1, 1", "-3.5, 0.25", "-6, 0", "0.5, 2", "-4, -1", "0, 1e-20"})
  void bothBoundsAndZeroAreLevels(float low, float high) {
    LevelScale scale = LevelScale.of(low, high);
    LevelRange all = scale.range();
    assertThat(all.high() - all.low()).isEqualTo(255);
    assertThat(all.low()).isNotPositive();
    assertThat(all.high()).isNotNegative();
    assertThat(scale.reach()).isEqualTo(Math.max(-all.low(), all.high()));
    double half = 0.51 * scale.scale();
    assertThat((double) all.low() * scale.scale()).isCloseTo(Math.min(low, 0), within(half));
    assertThat((double) all.high() * scale.scale()).isCloseTo(Math.max(high, 0), within(half));
    assertThat(scale.level(0)).isZero();
  }

  @Test
  void levelsOfRectifiedNumbersBeginAtZero() {
    LevelScale scale = LevelScale.of(0, 6);
    assertThat(scale.zero()).isEqualTo(-128);
    assertThat(scale.range()).isEqualTo(new LevelRange(0, 255));
    assertThat(scale.level(6)).isEqualTo(255);
    assertThat(scale.level(1000)).isEqualTo(42_500);
  }

  @Test
  void aTensorThatIsAlwaysZeroHasAScale() {
    assertThat(LevelScale.of(0, 0).scale()).isPositive();
  }

  @Test
  void aRangeMustBeFinite() {
    assertThatThrownBy(() -> LevelScale.of(0, Float.POSITIVE_INFINITY))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("a range from 0.0 to Infinity");
    assertThatThrownBy(() -> LevelScale.of(Float.NaN, 1)).isInstanceOf(ArithmeticException.class);
  }
}
