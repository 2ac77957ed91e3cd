package io.kwsbench.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealFftTest {
  @ParameterizedTest
  @CsvSource({"1,2,2,5", "2,2,2,5", "3,4,3,20", "480,512,257,11520", "512,512,257,11520"})
  void framesArePaddedToAPowerOfTwo(long frame, long length, long bins, long flops) {
    assertThat(RealFft.length(frame)).isEqualTo(length);
    assertThat(RealFft.bins(frame)).isEqualTo(bins);
    assertThat(RealFft.flops(length)).isEqualTo(flops);
  }

  @ParameterizedTest
  @CsvSource({"0", "1"})
  void nothingIsTransformedForNothing(long length) {
    assertThat(RealFft.flops(length)).isZero();
  }
}
