package io.kwsbench.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationClipsTest {
  private static final int RATE = 16_000;
  private static final int SAMPLES = 800;

  @TempDir Path data;

  @BeforeEach
  void writeClips() throws IOException {
    for (NoiseColor color : NoiseColor.values()) {
      Path folder = Files.createDirectories(data.resolve(color.name().toLowerCase()));
      for (int i = 0; i < 4; i++) {
        WavWriter.write(
            folder.resolve(i + "_nohash_0.wav"), NoiseGenerator.noise(color, SAMPLES, RATE, i));
      }
    }
    Path noise = Files.createDirectories(data.resolve("_background_noise_"));
    WavWriter.write(noise.resolve("n.wav"), NoiseGenerator.noise(NoiseColor.WHITE, 5000, RATE, 9));
  }

  private BatchSource source(int validation) {
    Corpus corpus =
        Corpus.scan(
            List.of(data),
            new WantedClasses(List.of("white", "pink")),
            folder -> new SpeakerHashRule(validation, 0),
            new ClassBalance(50, 100, 1));
    return new BatchSource(
        corpus,
        new ClipCache(RATE, SAMPLES, 1 << 20),
        BackgroundNoise.none(),
        Augmentation.original(),
        1);
  }

  private static boolean isSilent(float[] clip) {
    for (float sample : clip) {
      if (sample != 0) {
        return false;
      }
    }
    return true;
  }

  @Test
  void everyClassSilenceAndNoiseAreThere() {
    BackgroundNoise noise = BackgroundNoise.in(List.of(data), RATE, SAMPLES);
    List<float[]> clips = CalibrationClips.draw(source(0), noise, 16, 7);
    assertThat(clips).hasSize(16).allMatch(clip -> clip.length == SAMPLES);
    assertThat(clips.stream().filter(CalibrationClipsTest::isSilent)).hasSize(1);
    List<float[]> four = CalibrationClips.draw(source(0), BackgroundNoise.none(), 4, 7);
    assertThat(four).hasSize(4);
    assertThat(four.stream().filter(CalibrationClipsTest::isSilent)).hasSize(1);
    // 4 of each word, as many of others, silence once
    assertThat(CalibrationClips.draw(source(0), BackgroundNoise.none(), 1000, 7)).hasSize(17);
  }

  @Test
  void theSeedDecides() {
    BackgroundNoise noise = BackgroundNoise.in(List.of(data), RATE, SAMPLES);
    float[][] once = drawn(noise, 7);
    assertThat(drawn(noise, 7)).isDeepEqualTo(once);
    assertThat(Arrays.deepEquals(drawn(noise, 8), once)).isFalse();
  }

  private float[][] drawn(BackgroundNoise noise, long seed) {
    return CalibrationClips.draw(source(0), noise, 12, seed).toArray(float[][]::new);
  }

  @Test
  void aSetWithoutTrainingClipsIsRefused() {
    assertThatThrownBy(() -> CalibrationClips.draw(source(100), BackgroundNoise.none(), 4, 7))
        .isInstanceOf(KwsException.class)
        .hasMessage("the training set is empty: ranges of 8 bits need training clips");
  }
}
