package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {
  private static final int RATE = 8000;

  @TempDir Path folder;

  /** Noise that comes and goes, so that words end somewhere within their seconds. */
  private float[] sound(String name, int samples) {
    Random random = new Random(samples);
    float[] sound = new float[samples];
    float volume = 0;
    for (int i = 0; i < samples; i++) {
      volume = i % 700 == 0 ? random.nextInt(1000) / 1000f : volume;
      sound[i] = Math.round(volume * volume * random.nextFloat() * 32_767) / 32_768f;
    }
    WavWriter.write(folder.resolve(name), Clip.ofFloats(RATE, 1, sound));
    return sound;
  }

  @Test
  void aWordsEndIsThatOfItsSecondHoweverTheSoundComes() throws IOException {
    float[] sound = sound("talk.wav", 5 * RATE + 137);
    // seconds that overlap, at piece borders, and one that the recording's end cuts
    int[] starts = {0, 1, 4096, 4096, 8191, 12_288, 20_000, 35_000, 40_100};
    StringBuilder lines = new StringBuilder();
    for (int start : starts) {
      lines.append("yes, ").append(start / 8.0).append('\n');
    }
    Files.writeString(folder.resolve("talk.txt"), lines + "yes, 2600, 2700\n");

    List<LongAudio.Event> events =
        LabeledRecording.read(folder.resolve("talk.wav"), RATE, List.of("yes")).truth().events();

    assertThat(events)
        .hasSize(starts.length + 1)
        .contains(new LongAudio.Event("yes", 20_800, 21_600));
    for (int start : starts) {
      int end = WordEnd.of(sound, start, Math.min(sound.length, start + RATE), RATE);
      assertThat(events).contains(new LongAudio.Event("yes", start, end));
    }
  }

  @Test
  void aFoldersFilesAreJoined() {
    float[] one = sound("1.wav", 5000);
    float[] two = sound("2.wav", 4097);

    LongAudio audio = NegativeRecording.read(folder, RATE);

    assertThat(audio.truth().length()).isEqualTo(9097);
    int[] at = new int[1];
    audio
        .sound()
        .feed(
            (samples, offset, count) -> {
              for (int i = offset; i < offset + count; i++, at[0]++) {
                assertThat(samples[i]).isEqualTo(at[0] < 5000 ? one[at[0]] : two[at[0] - 5000]);
              }
            });
    assertThat(at[0]).isEqualTo(9097);
  }

  @Test
  void aBadFileOfAFolderIsNamed() throws IOException {
    sound("1.wav", 100);
    Path bad = Files.writeString(folder.resolve("2.wav"), "no sound here");

    assertThatThrownBy(() -> NegativeRecording.read(folder, RATE))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(bad + ": not a WAV file");
  }
}
