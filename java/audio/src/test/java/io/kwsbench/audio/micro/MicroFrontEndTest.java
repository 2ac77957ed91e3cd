package io.kwsbench.audio.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.audio.WavReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MicroFrontEndTest {
  /** Features by {@code pymicro-features}. */
  @ParameterizedTest
  @ValueSource(strings = {"okay_nabu.rms", "okay_nabu.slt", "hey_jarvis.rms", "hey_jarvis.slt"})
  void equalsTheLibraryOnSpeech(String name) throws Exception {
    Path folder = SharedMaterial.require("models/microwakeword");
    float[] samples = WavReader.read(folder.resolve(name + ".wav")).samples();
    List<float[]> expected =
        Files.readAllLines(folder.resolve(name + ".features.csv")).stream()
            .map(MicroFrontEndTest::floats)
            .toList();

    List<float[]> frames = new ArrayList<>();
    new MicroFrontEnd(MicroSettings.DEFAULT)
        .accept(samples, 0, samples.length, frame -> frames.add(scaled(frame)));

    assertThat(frames).hasSameSizeAs(expected);
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i)).as("frame " + i).containsExactly(expected.get(i));
    }
  }

  /**
   * Sounds that reach the ends of 16 bits; {@code checks/micro_features.py} made the sums with
   * {@code pymicro-features}.
   */
  @ParameterizedTest
  @CsvSource({
    "0, SILENCE, 0",
    "1, NOISE, -9086275329873236804",
    "2, QUIET, -4983025707375533927",
    "3, SQUARE, 4609565093139434011",
    "4, LOWEST, 1858689095444899736",
    "5, CLICKS, -5562798899131266345",
  })
  void equalsTheLibraryOnExtremes(int seed, MicroSound sound, long expected) {
    short[] pcm = sound.samples(seed, 16_000);
    long[] sum = new long[1];
    new MicroFrontEnd(MicroSettings.DEFAULT)
        .accept(pcm, 0, pcm.length, frame -> sum[0] = MicroSound.sum(sum[0], frame));
    assertThat(sum[0]).isEqualTo(expected);
  }

  @Test
  void piecesOfAnyLengthMakeTheSameFrames() {
    short[] pcm = MicroSound.NOISE.samples(7, 8000);
    MicroFrontEnd frontEnd = new MicroFrontEnd(MicroSettings.DEFAULT);
    List<int[]> whole = new ArrayList<>();
    frontEnd.accept(pcm, 0, pcm.length, frame -> whole.add(frame.clone()));

    frontEnd.reset();
    List<int[]> pieces = new ArrayList<>();
    Random random = new Random(3);
    for (int at = 0; at < pcm.length; ) {
      int length = Math.min(pcm.length - at, random.nextInt(700));
      frontEnd.accept(pcm, at, length, frame -> pieces.add(frame.clone()));
      at += length;
    }

    assertThat(whole).hasSize(1 + (8000 - 480) / 160);
    assertThat(pieces.toArray(int[][]::new)).isDeepEqualTo(whole.toArray(int[][]::new));
  }

  @Test
  void floatsBeyondFullScaleAreClipped() {
    float[] samples = new float[480];
    Arrays.fill(samples, 3f);
    short[] clipped = new short[480];
    Arrays.fill(clipped, Short.MAX_VALUE);
    List<int[]> frames = new ArrayList<>();

    new MicroFrontEnd(MicroSettings.DEFAULT)
        .accept(samples, 0, 480, frame -> frames.add(frame.clone()));
    new MicroFrontEnd(MicroSettings.DEFAULT)
        .accept(clipped, 0, 480, frame -> frames.add(frame.clone()));

    assertThat(frames.get(0)).containsExactly(frames.get(1)).contains(0);
    assertThat(SampleScale.DECODE_WAV.of(Short.MAX_VALUE)).isLessThan(1);
  }

  @Test
  void otherSettingsGiveOtherFrames() {
    MicroSettings settings = new MicroSettings(8000, 64, 20, 20, 60, 3800);
    short[] pcm = MicroSound.NOISE.samples(1, 8000);
    List<int[]> frames = new ArrayList<>();
    new MicroFrontEnd(settings).accept(pcm, 0, pcm.length, frame -> frames.add(frame.clone()));
    assertThat(frames).hasSize(1 + (8000 - 512) / 160).allMatch(frame -> frame.length == 20);
  }

  @Test
  void namesASettingThatIsOutOfRange() {
    assertThatThrownBy(() -> new MicroSettings(16_000, 30, 10, 40, 125, 8000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the micro front end does not work with channels from 125.0 to 8000.0 Hz at 16000 Hz");
    assertThatThrownBy(() -> new MicroSettings(16_000, 30, 40, 40, 125, 7500))
        .hasMessage("the micro front end does not work with a step of 40 ms in a window of 30 ms");
  }

  private static float[] scaled(int[] frame) {
    float[] scaled = new float[frame.length];
    for (int i = 0; i < frame.length; i++) {
      scaled[i] = frame[i] * MicroFrontEnd.UNIT;
    }
    return scaled;
  }

  private static float[] floats(String line) {
    String[] texts = line.split(",");
    float[] values = new float[texts.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.parseFloat(texts[i]);
    }
    return values;
  }
}
