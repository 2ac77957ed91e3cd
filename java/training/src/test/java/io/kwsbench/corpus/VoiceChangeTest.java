package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VoiceChangeTest {
  private static final int SAMPLES = 16_000;

  @Test
  void fasterPlayRaisesAToneByTheFactor() {
    float[] faster = VoiceChange.played(tone(400), 1.25);
    float[] wanted = tone(500);

    // both about the middle: compare a stretch that the clip still fills, up to phase
    assertThat(crossings(faster, 3000, 13_000))
        .isCloseTo(crossings(wanted, 3000, 13_000), within(1));
    assertThat(faster[0]).isZero();
    assertThat(faster[SAMPLES - 1]).isZero();
  }

  @Test
  void speedOneIsTheClip() {
    float[] clip = tone(700);

    assertThat(VoiceChange.played(clip, 1)).containsExactly(clip, within(1e-6f));
  }

  @Test
  void aChangeKeepsTheCachedClipAndIsDrawnFromTheSeedAlone() {
    float[] clip = tone(300);
    float[] before = clip.clone();
    VoiceChange change = new VoiceChange(1, 0.2, 0.5);

    float[] once = change.draw(clip, new SplittableRandom(3));
    float[] again = change.draw(clip, new SplittableRandom(3));

    assertThat(clip).isEqualTo(before);
    assertThat(once).isEqualTo(again).isNotEqualTo(clip);
    assertThat(change.draw(clip, new SplittableRandom(4))).isNotEqualTo(once);
  }

  @Test
  void noChangeDrawsNothing() {
    SplittableRandom random = new SplittableRandom(5);
    long next = new SplittableRandom(5).nextLong();

    float[] clip = tone(300);

    assertThat(VoiceChange.NONE.draw(clip, random)).isSameAs(clip);
    assertThat(random.nextLong()).isEqualTo(next);
  }

  @Test
  void rangesAreChecked() {
    assertThatThrownBy(() -> new VoiceChange(1.1, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VoiceChange(1, 1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new VoiceChange(1, 0, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static float[] tone(double hertz) {
    float[] samples = new float[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * hertz * (i - 7999.5) / SAMPLES + 0.3);
    }
    return samples;
  }

  private static int crossings(float[] samples, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += samples[i - 1] < 0 != samples[i] < 0 ? 1 : 0;
    }
    return count;
  }
}
