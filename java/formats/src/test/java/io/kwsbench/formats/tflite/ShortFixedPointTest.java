package io.kwsbench.formats.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortFixedPointTest {
  private static final double ONE = 1 << 15;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void everyNumberIsNearTheRealFunction(int bits) {
    for (int x = Short.MIN_VALUE; x <= Short.MAX_VALUE; x++) {
      double real = Math.scalb(x, bits - 15);
      assertThat(ShortFixedPoint.tanh(x, bits) / ONE).isCloseTo(Math.tanh(real), within(8e-4));
      assertThat(ShortFixedPoint.logistic(x, bits) / ONE)
          .isCloseTo(1 / (1 + Math.exp(-real)), within(8e-4));
    }
  }

  @Test
  void zeroIsExact() {
    assertThat(ShortFixedPoint.tanh(0, 3)).isZero();
    assertThat(ShortFixedPoint.logistic(0, 3)).isEqualTo(1 << 14);
  }

  @Test
  void numbersWithMoreBitsBeforeThePointAreUnknown() {
    assertThat(ShortFixedPoint.isKnown(6)).isTrue();
    assertThat(ShortFixedPoint.isKnown(7)).isFalse();
    assertThat(ShortFixedPoint.isKnown(-1)).isFalse();
  }
}
