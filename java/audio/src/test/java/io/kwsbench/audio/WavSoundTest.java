package io.kwsbench.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WavSoundTest {
  @TempDir Path folder;

  /** The last two are mapped, the others read. */
  @ParameterizedTest
  @CsvSource({
    "16000, 1, 4096",
    "16000, 2, 9000",
    "8000, 1, 5000",
    "44100, 2, 20000",
    "16000, 1, 0",
    "16000, 1, 600001",
    "48000, 3, 300000"
  })
  void itsPiecesAreTheWholeFile(int rate, int channels, int frames) {
    short[] samples = new short[frames * channels];
    Random random = new Random(frames);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) random.nextInt();
    }
    Path file = folder.resolve("a.wav");
    WavWriter.write(file, Clip.ofPcm16(rate, channels, samples));

    WavSound sound = WavSound.open(file, 16_000);

    float[] whole = FittedClip.read(file, 16_000, -1, 1).clip().samples();
    assertThat(sound.length()).isEqualTo(whole.length);
    assertThat(samples(sound)).isEqualTo(whole);
    assertThat(samples(sound)).as("once more").isEqualTo(whole);
  }

  private static float[] samples(WavSound sound) {
    float[] all = new float[(int) sound.length()];
    int[] at = new int[1];
    sound.feed(
        (samples, offset, count) -> {
          System.arraycopy(samples, offset, all, at[0], count);
          at[0] += count;
        });
    assertThat(at[0]).isEqualTo(all.length);
    return all;
  }

  @Test
  void aLateSampleThatIsNoNumberIsNamed() throws IOException {
    WavBytes wav = new WavBytes().fmt(3, 1, 16_000, 32).tag("data").u32(5 * 4);
    for (int i = 0; i < 5; i++) {
      wav.u32(Float.floatToIntBits(i == 4 ? Float.NaN : 0.5f));
    }
    Path file = Files.write(folder.resolve("nan.wav"), wav.toArray());
    WavSound sound = WavSound.open(file, 16_000);

    assertThatThrownBy(() -> sound.feed((samples, offset, count) -> {}))
        .isInstanceOf(KwsException.class)
        .hasMessage(file + ": bad WAV file: sample 4 is NaN");
  }

  @Test
  void whatCannotBeOpenedIsNamed() throws IOException {
    assertThatThrownBy(() -> WavSound.open(folder.resolve("none.wav"), 16_000))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder.resolve("none.wav") + ": no such file");
    assertThatThrownBy(() -> WavSound.open(folder, 16_000))
        .hasMessage(folder + ": a folder, not a clip");
    Path large = folder.resolve("large.wav");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(1L << 31);
    }
    assertThatThrownBy(() -> WavSound.open(large, 16_000))
        .hasMessage(large + ": larger than 2 GiB: cut it into several files");
    Path low = folder.resolve("low.wav");
    WavWriter.write(low, Clip.ofPcm16(2, 1, (short) 1));
    assertThatThrownBy(() -> WavSound.open(low, 16_000))
        .hasMessage(
            low + ": cannot resample from 2 to 16000 Hz: the sample rate is too low for sound");
  }
}
