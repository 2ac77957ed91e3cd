package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.FeatureSettings.Frames;
import io.kwsbench.natives.NativeLibrary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeatureExtractorTest {
  private static final FeatureSettings MFCC =
      FeatureSettings.audioOpsMfcc(new Frames(1600, 400, 160), 16_000, 13);

  @BeforeAll
  static void nativesAreThere() {
    assertThat(NativeLibrary.unavailabilityCause()).isEmpty();
  }

  private static float[] tone(int samples) {
    float[] tone = new float[samples];
    for (int i = 0; i < samples; i++) {
      tone[i] = (float) Math.sin(i * 0.3);
    }
    return tone;
  }

  @Test
  void clipsTogetherAreTheSameAsAlone() {
    try (FeatureExtractor mfcc = FeatureExtractor.of(MFCC)) {
      assertThat(mfcc.frames()).isEqualTo(8);
      assertThat(mfcc.columns()).isEqualTo(13);
      float[] tones = tone(3 * 1600);
      float[] together = new float[3 * 8 * 13];
      mfcc.extract(tones, 3, together);
      float[] second = mfcc.extract(java.util.Arrays.copyOfRange(tones, 1600, 3200));
      assertThat(java.util.Arrays.copyOfRange(together, 104, 208)).containsExactly(second);
    }
  }

  @Test
  void aToneIsTheLoudestInItsBin() {
    FeatureSettings settings = FeatureSettings.contribSpectrogram(new Frames(512, 512, 512));
    try (FeatureExtractor spectrogram = FeatureExtractor.of(settings)) {
      float[] samples = new float[512];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) Math.cos(2 * Math.PI * 40 * i / 512);
      }
      float[] magnitudes = spectrogram.extract(samples);
      assertThat(magnitudes).hasSize(257);
      assertThat(magnitudes[40]).isBetween(127.9f, 128.1f);
      assertThat(magnitudes[50]).isLessThan(1e-3f);
    }
  }

  @Test
  void refusesSettingsOutOfRangeInOneLine() {
    FeatureSettings tooShort = FeatureSettings.audioOpsMfcc(new Frames(1600, 1, 160), 1, 1);
    assertThatThrownBy(() -> FeatureExtractor.of(tooShort))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("window")
        .hasMessageNotContaining("\n");
    assertThatThrownBy(() -> FeatureExtractor.of(MFCC, "mmx"))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("mmx");
  }

  @Test
  void refusesArraysOfAnotherLength() {
    try (FeatureExtractor mfcc = FeatureExtractor.of(MFCC)) {
      assertThatThrownBy(() -> mfcc.extract(new float[1599]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> mfcc.extract(new float[1600], 1, new float[105]))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> mfcc.extract(new float[0], -1, new float[0]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void isClosedOnceAndForAll() {
    FeatureExtractor mfcc = FeatureExtractor.of(MFCC);
    mfcc.close();
    mfcc.close();
    assertThatThrownBy(() -> mfcc.extract(new float[1600]))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }
}
