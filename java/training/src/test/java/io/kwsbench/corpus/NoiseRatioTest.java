package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.OutOfRangeException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clips and noise of constant levels: the loudest frame of each has its level. */
class NoiseRatioTest {
  private static final int RATE = 8000;
  private static final int SAMPLES = 4000;

  @TempDir Path folder;

  @Test
  void noiseHasTheRatioToTheClipThatItIsMixedInto() throws IOException {
    AugmentationDraw draw = draw(new NoiseRatio(true, 20, 20), 1);
    SplittableRandom random = new SplittableRandom(3);

    for (float level : new float[] {0.01f, 0.5f}) {
      for (int i = 0; i < 100; i++) {
        Mix mix = draw.draw(constant(level), random);

        assertThat(level * Math.abs(mix.foreground()) / (0.004 * mix.noiseVolume()))
            .isCloseTo(10, within(0.01));
      }
    }
  }

  @Test
  void ratiosAreDrawnEvenlyInDecibels() throws IOException {
    AugmentationDraw draw = draw(new NoiseRatio(true, -10, 30), 0.5);
    SplittableRandom random = new SplittableRandom(3);

    double[] decibels =
        IntStream.range(0, 20_000)
            .mapToObj(i -> draw.draw(constant(0.1f), random))
            .filter(mix -> mix.noiseVolume() > 0)
            .mapToDouble(
                mix ->
                    20 * Math.log10(0.1 * Math.abs(mix.foreground()) / (0.004 * mix.noiseVolume())))
            .sorted()
            .toArray();

    assertThat(decibels.length).isBetween(9_700, 10_300);
    assertThat(decibels[0]).isBetween(-10.01, -9.9);
    assertThat(decibels[decibels.length / 4]).isCloseTo(0, within(1.0));
    assertThat(decibels[decibels.length / 2]).isCloseTo(10, within(1.0));
    assertThat(decibels[decibels.length - 1]).isBetween(29.9, 30.01);
  }

  @Test
  void silenceHasNoiseAsAWordOfCommonLoudnessHas() throws IOException {
    AugmentationDraw draw = draw(new NoiseRatio(true, 20, 20), 0.3);
    SplittableRandom random = new SplittableRandom(3);

    double[] levels =
        IntStream.range(0, 10_000)
            .mapToDouble(i -> draw.draw(null, random).noiseVolume() * 0.004)
            .toArray();

    assertThat(Arrays.stream(levels).filter(level -> level > 0).count()).isBetween(8_900L, 9_100L);
    assertThat(Arrays.stream(levels).max().orElseThrow()).isCloseTo(0.01, within(1e-5));
  }

  @Test
  void digitalSilenceGetsNone() throws IOException {
    AugmentationDraw draw = draw(new NoiseRatio(true, 0, 0), 1);

    assertThat(draw.draw(new float[SAMPLES], new SplittableRandom(3)).noiseVolume()).isZero();
  }

  @Test
  void refusesRangesThatAreNone() {
    for (double[] range : new double[][] {{5, 4}, {-101, 0}, {0, 101}, {Double.NaN, 0}}) {
      assertThatThrownBy(() -> new NoiseRatio(true, range[0], range[1]))
          .isInstanceOf(OutOfRangeException.class);
    }
  }

  private AugmentationDraw draw(NoiseRatio ratio, double frequency) throws IOException {
    Path noise = Files.createDirectories(folder.resolve("_background_noise_"));
    float[] sound = new float[2 * SAMPLES];
    Arrays.fill(sound, 131 / 32768f); // 0.004, as quiet as corpora have it
    WavWriter.write(noise.resolve("n.wav"), Clip.ofFloats(RATE, 1, sound));
    Augmentation original = Augmentation.original();
    return new AugmentationDraw(
        new Augmentation(
            new Augmentation.Noise(frequency, 0.15, 0.3),
            original.gain(),
            original.shift(),
            0,
            0,
            VoiceChange.NONE,
            Masking.NONE,
            ratio),
        BackgroundNoise.in(List.of(folder), RATE, SAMPLES),
        SAMPLES);
  }

  private static float[] constant(float level) {
    float[] clip = new float[SAMPLES];
    Arrays.fill(clip, level);
    return clip;
  }
}
