package io.kwsbench.label.internal.stretch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.KwsException;
import io.kwsbench.Material;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PhaseVocoderTest {
  static Stream<Material> materials() {
    return Material.present();
  }

  @ParameterizedTest
  @MethodSource("materials")
  void slowsTheOriginalsClipsAsItDid(Material material) throws Exception {
    Path stretched = material.original("submission/time_stretch");
    PhaseVocoder vocoder = new PhaseVocoder(0.9);
    int compared = 0;
    for (String row : Files.readAllLines(material.original("submission/test_clips.csv"))) {
      String[] columns = row.split(",");
      Path expected = stretched.resolve(columns[0]);
      if (!Files.exists(expected)) {
        continue;
      }
      Clip clip = WavReader.read(material.path(columns[1]));
      float[] slow = vocoder.stretch(clip.samples());
      short[] original = WavReader.read(expected).toPcm16();
      for (int i = 0; i < original.length; i++) {
        float sample = slow[slow.length - original.length + i];
        // librosa adds up phases in float, which shows on pure tones
        assertThat(sample * 32768).isCloseTo(original[i], within(16f));
      }
      compared++;
    }
    assertThat(stretched.toFile().list()).hasSize(compared).isNotEmpty();
  }

  @Test
  void atSpeedOneTheSoundStaysWhatItIs() {
    float[] samples = new float[4096];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) Math.sin(i * 0.05 + i * i * 1e-5);
    }
    float[] same = new PhaseVocoder(1).stretch(samples);
    assertThat(same).hasSameSizeAs(samples);
    for (int i = 0; i < same.length; i++) {
      assertThat(same[i]).isCloseTo(samples[i], within(1e-5f));
    }
  }

  @Property(tries = 40)
  void theLengthIsAsDocumented(
      @ForAll @IntRange(min = 1, max = 6000) int length,
      @ForAll @IntRange(min = 5, max = 30) int tenths) {
    double speed = tenths / 10.0;
    float[] stretched = new PhaseVocoder(speed).stretch(new float[length]);
    int frames = (int) Math.ceil((1 + length / 512) / speed);
    assertThat(stretched).hasSize(512 * (frames - 1)).containsOnly(new float[stretched.length]);
  }

  @Test
  void refusesWhatCannotBeStretched() {
    assertThatThrownBy(() -> new PhaseVocoder(0)).isInstanceOf(KwsException.class);
    assertThatThrownBy(() -> new PhaseVocoder(Double.NaN)).isInstanceOf(KwsException.class);
    assertThatThrownBy(() -> new PhaseVocoder(1).stretch(new float[0]))
        .isInstanceOf(KwsException.class)
        .hasMessage("a clip without samples cannot be stretched");
  }
}
