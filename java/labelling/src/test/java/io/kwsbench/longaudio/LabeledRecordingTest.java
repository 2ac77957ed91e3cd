package io.kwsbench.longaudio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.Printable;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabeledRecordingTest {
  private static final int RATE = 8000;
  private static final List<String> WANTED = List.of("yes", "no");

  @TempDir Path folder;

  @Test
  void readsTheFormatOfTensorFlowsStreamingTest() throws IOException {
    Path wav = wav("talk.wav", 3);
    Files.writeString(folder.resolve("talk.txt"), "no, 1500\nyes, 250.5\n\nmaybe, 10\n");

    LongAudio audio = LabeledRecording.read(wav, RATE, WANTED);

    assertThat(audio.truth().events())
        .containsExactly(
            new LongAudio.Event("yes", 2004, 10_004), new LongAudio.Event("no", 12_000, 20_000));
    assertThat(audio.truth().hours()).isEqualTo(3 / 3600.0);
  }

  @Test
  void theEndOfAWordMayBeGiven() throws IOException {
    Path wav = wav("talk.wav", 3);
    Files.writeString(folder.resolve("talk.txt"), "yes, 250, 790.5\nno, 2500, 3000\n");

    assertThat(LabeledRecording.read(wav, RATE, WANTED).truth().events())
        .containsExactly(
            new LongAudio.Event("yes", 2000, 6324), new LongAudio.Event("no", 20_000, 24_000));
  }

  @Test
  void readsATrackOfLabelsOfAudacity() throws IOException {
    Path wav = wav("talk.wav", 3);
    Files.writeString(
        folder.resolve("talk.txt"),
        "0.250000\t0.790500\tyes\n\\\t100.0\t4000.0\n1.500000\t1.500000\tno\n");

    assertThat(LabeledRecording.read(wav, RATE, WANTED).truth().events())
        .containsExactly(
            new LongAudio.Event("yes", 2000, 6324), new LongAudio.Event("no", 12_000, 20_000));
  }

  @Test
  void badTruthIsNamedWithItsLine() throws IOException {
    Path wav = wav("talk.wav", 1);
    Path truth = folder.resolve("talk.txt");

    assertThatThrownBy(() -> LabeledRecording.read(wav, RATE, WANTED))
        .isInstanceOf(KwsException.class)
        .hasMessage(truth + ": no such file; it must list the words and their times");
    for (String line : new String[] {"yes", "yes, soon", "yes, 1, 2, 3", "1\t2", "1\tsoon\tyes"}) {
      Files.writeString(truth, "no, 10\n" + line + "\n");
      assertThatThrownBy(() -> LabeledRecording.read(wav, RATE, WANTED))
          .isInstanceOf(KwsException.class)
          .hasMessage(
              truth
                  + " line 2: '"
                  + Printable.of(line)
                  + "' is not 'word, milliseconds' or Audacity's 'seconds TAB seconds TAB word'");
    }
    for (String line :
        new String[] {
          "yes, -1", "yes, 1000", "yes, 1e300", "yes, NaN", "yes, 5, 4", "yes, 1, 1001"
        }) {
      Files.writeString(truth, line + "\n");
      assertThatThrownBy(() -> LabeledRecording.read(wav, RATE, WANTED))
          .isInstanceOf(KwsException.class)
          .hasMessage(truth + " line 1: '" + line + "' is not within " + wav);
    }
  }

  private Path wav(String name, int seconds) {
    Path file = folder.resolve(name);
    WavWriter.write(file, Clip.ofFloats(RATE, 1, new float[seconds * RATE]));
    return file;
  }
}
