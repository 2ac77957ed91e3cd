package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleCountTest {
  @Test
  void aTimeIsRoundedDownToWholeSamples() {
    assertThat(SampleCount.of(80, 16_000)).isEqualTo(1280);
    assertThat(SampleCount.of(1, 44_100)).isEqualTo(44);
    assertThat(SampleCount.of(0, 44_100)).isZero();
    assertThat(SampleCount.of(Integer.MAX_VALUE, 48_000)).isEqualTo(Integer.MAX_VALUE);
  }
}
