package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.detect.KeywordLabels;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows of 100 samples every 10, at 100 Hz: the gate learns for 100 samples. */
class GatedTrackTest {
  private static final KeywordLabels LABELS = new KeywordLabels(List.of("_silence_", "yes"));

  @Test
  void windowsOfBackgroundBecomeSilence() {
    float[] samples = new float[600];
    samples[350] = 0.5f;
    LongAudio audio = new LongAudio("talk", samples, 100, List.of());
    float[][] scores = new float[51][];
    Arrays.setAll(scores, i -> new float[] {0.25f, 0.75f});

    PosteriorTrack track = new PosteriorTrack(audio.truth(), 10, 100, scores);
    LongAudio.Sound pieces =
        sink -> {
          for (int at = 0; at < samples.length; at += 7) {
            sink.accept(samples, at, Math.min(7, samples.length - at));
          }
        };
    GatedTrack gated = GatedTrack.of(track, pieces, LABELS);
    assertThat(GatedTrack.of(track, audio.sound(), LABELS).track().probabilities())
        .isDeepEqualTo(gated.track().probabilities());

    for (int i = 0; i < scores.length; i++) {
      // of the first second until 100, of the click from its frame's end at 352 on
      boolean open = 10 * i < 100 || 10 * i + 100 >= 352 && 10 * i < 352;
      assertThat(gated.track().probabilities()[i])
          .as("window %d", i)
          .containsExactly(open ? scores[i] : new float[] {1, 0});
    }
    assertThat(gated.skipped()).isEqualTo(51 - 10 - 10);
    assertThat(gated.skippedShare()).isEqualTo(31 / 51.0);
    assertThat(scores[20]).containsExactly(0.25f, 0.75f);
  }
}
