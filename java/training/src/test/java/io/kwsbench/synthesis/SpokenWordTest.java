package io.kwsbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.audio.Clip;
import org.junit.jupiter.api.Test;

class SpokenWordTest {
  /** 300 ms of a tone after 200 ms of silence, then half a second of silence. */
  private static Clip tone(int rate) {
    float[] samples = new float[rate];
    for (int i = rate / 5; i < rate / 2; i++) {
      samples[i] = (float) (0.25 * Math.sin(2 * Math.PI * 440 * i / rate));
    }
    return Clip.ofFloats(rate, 1, samples);
  }

  @Test
  void theWordIsInTheMiddleWithoutItsSilence() {
    SpokenWord word = SpokenWord.of(tone(16_000));
    assertThat(word.samples()).hasSize(4800);

    Clip clip = word.centered(16_000, 0.5);
    assertThat(clip.frames()).isEqualTo(16_000);
    assertThat(word.startIn(16_000)).isEqualTo(5600);
    assertThat(clip.sample(5599, 0)).isZero();
    assertThat(clip.sample(10_400, 0)).isZero();
    float largest = 0;
    for (float sample : clip.samples()) {
      largest = Math.max(largest, sample);
    }
    assertThat(largest).isEqualTo(0.5f, within(0.001f));
  }

  @Test
  void otherRatesBecomeSixteenKilohertz() {
    assertThat(SpokenWord.of(tone(22_050)).samples().length).isBetween(4800, 5120);
  }

  @Test
  void silenceHasNoWord() {
    assertThat(SpokenWord.of(Clip.ofFloats(16_000, 1, new float[800])).samples()).isEmpty();
  }
}
