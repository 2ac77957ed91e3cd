package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** At 1000 Hz a frame has 20 samples. */
class WordEndTest {
  private static final int RATE = 1000;

  @Test
  void theLastLoudFrameEndsAWord() {
    float[] samples = new float[1500];
    Arrays.fill(samples, 700, 900, 0.5f);

    assertThat(WordEnd.of(samples, 500, 1500, RATE)).isEqualTo(900);
  }

  @Test
  void noiseAfterTheWordIsNotTheWord() {
    float[] samples = new float[1000];
    Arrays.fill(samples, 0.01f);
    Arrays.fill(samples, 200, 400, 0.5f);
    // 28 dB below the loudest, 6.02 dB above the noise
    Arrays.fill(samples, 400, 440, 0.02f);
    Arrays.fill(samples, 600, 800, 0.0199f);

    assertThat(WordEnd.of(samples, 0, 1000, RATE)).isEqualTo(440);
  }

  @Test
  void faintSoundAfterALoudWordIsNotTheWord() {
    float[] samples = new float[1000];
    Arrays.fill(samples, 200, 400, 0.9f);
    Arrays.fill(samples, 400, 600, 0.02f);

    assertThat(WordEnd.of(samples, 0, 1000, RATE)).isEqualTo(400);
  }

  @Test
  void withoutAWordTheClipEnds() {
    float[] even = new float[1000];
    Arrays.fill(even, 0.25f);

    assertThat(WordEnd.of(even, 100, 930, RATE)).isEqualTo(930);
    assertThat(WordEnd.of(new float[1000], 100, 930, RATE)).isEqualTo(930);
  }
}
