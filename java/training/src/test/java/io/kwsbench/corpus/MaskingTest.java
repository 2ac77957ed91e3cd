package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.OutOfRangeException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MaskingTest {
  private static final int SAMPLES = 16_000;

  @Test
  void theStretchesAreUpToTheGivenLength() {
    Masking masking = new Masking(1, 100, 0);
    int longest = 0;
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      float[] samples = new float[3 * SAMPLES];
      Arrays.fill(samples, 1);
      masking.draw(samples, SAMPLES, 2 * SAMPLES, random);
      int silent = 0;
      for (int at = 0; at < samples.length; at++) {
        silent += samples[at] == 0 ? 1 : 0;
        assertThat(samples[at] == 1 || at >= SAMPLES && at < 2 * SAMPLES).isTrue();
      }
      longest = Math.max(longest, silent);
    }
    assertThat(longest).isBetween(1500, 1600);
  }

  @Test
  void aBandIsDampedAndOthersStay() {
    double middle = 1000.0 / SAMPLES;

    assertThat(passed(1000, middle, 1)).isLessThan(0.02);
    // half the power at half an octave from the middle
    assertThat(passed(1000 * Math.sqrt(2), middle, 1)).isCloseTo(0.5, within(0.06));
    assertThat(passed(1000 / Math.sqrt(2), middle, 1)).isCloseTo(0.5, within(0.06));
    assertThat(passed(4000, middle, 1)).isGreaterThan(0.9);
    assertThat(passed(200, middle, 1)).isGreaterThan(0.9);
  }

  /** The share of a tone's power that is left. */
  private static double passed(double hertz, double middle, double octaves) {
    float[] tone = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      tone[i] = (float) Math.sin(2 * Math.PI * hertz * i / SAMPLES);
    }
    Masking.notch(tone, 0, SAMPLES, middle, octaves);
    double power = 0;
    for (int i = SAMPLES / 2; i < SAMPLES; i++) {
      power += tone[i] * tone[i];
    }
    return power / (SAMPLES / 4.0);
  }

  @Test
  void noMasksDrawNothing() {
    SplittableRandom random = new SplittableRandom(1);
    Masking.NONE.draw(new float[4], 0, 4, random);

    assertThat(random.nextLong()).isEqualTo(new SplittableRandom(1).nextLong());
    assertThatThrownBy(() -> new Masking(2, 0, 0)).isInstanceOf(OutOfRangeException.class);
    assertThatThrownBy(() -> new Masking(1, -1, 0)).isInstanceOf(OutOfRangeException.class);
  }
}
