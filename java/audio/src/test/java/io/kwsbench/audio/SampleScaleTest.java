package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleScaleTest {
  /** Each of all 65,536 samples, and by the real quotient rounded once. */
  @ParameterizedTest
  @EnumSource
  void everySampleIsTheRoundedQuotientHoweverItIsMade(SampleScale scale) {
    short[] samples = new short[1 << 16];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (i + Short.MIN_VALUE);
    }
    float[] decoded = new float[samples.length];
    scale.decode(samples, decoded);
    float[] rescaled = new float[samples.length];
    SampleScale.DECODE_WAV.decode(samples, rescaled);
    scale.rescale(rescaled);

    assertThat(rescaled).isEqualTo(decoded);
    double fullScale = scale == SampleScale.DEVICE ? 32767 : 32768;
    for (int i = 0; i < samples.length; i++) {
      assertThat(decoded[i]).isEqualTo((float) (samples[i] / fullScale));
      assertThat(scale.of(samples[i])).isEqualTo(decoded[i]);
    }
  }
}
