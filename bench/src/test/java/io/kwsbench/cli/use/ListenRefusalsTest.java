package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sounds and flags that listen refuses. */
class ListenRefusalsTest extends Listening {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|1|-: standard input ends within a sample: 192001 bytes are no multiple of 2",
        "2|2|-: standard input ends within a sample: 192002 bytes are no multiple of 4"
      })
  void halfASampleAtTheEndIsSaidAfterWhatWasHeard(int more, int channels, String message)
      throws IOException {
    byte[] odd = Arrays.copyOf(ToneModel.bytes(SOUND), 2 * SOUND.length + more);
    Invocation heard =
        listen(odd, "--graph", model().toString(), ONCE, "--channels", "" + channels, "-");
    assertThat(heard.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(heard.err).isEqualTo("kwsbench: " + message + "\n");
    if (channels == 1) {
      assertThat(heard.out).hasLineCount(2);
    }
  }

  @Test
  void badSoundIsOneLine() throws IOException {
    String graph = model().toString();
    byte[] wav = WavWriter.toBytes(Clip.ofPcm16(ToneModel.RATE, 1, SOUND));
    refused(
        listen(wav, "--graph", graph, "-"),
        "-: standard input is a WAV file, not raw samples: name the file, or use arecord -t raw");
    refused(listen(new byte[0], "--graph", graph, "-"), "-: standard input holds no sound");
    refused(
        listen(new byte[4], "--graph", graph, "--sample_rate=383999", "-"),
        "-: cannot resample from 383999 to 16000 Hz: no simple ratio between them");
    refused(listen(new byte[0], "--graph", graph, "none.wav"), "none.wav: no such file");
    refused(listen(new byte[0], "--graph", graph, "" + folder), folder + ": a folder, not a clip");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("the pipe broke");
          }
        };
    refused(
        listen(broken, "--graph", graph, "-"), "-: standard input cannot be read: the pipe broke");
    assertThat(listen(new byte[0], "--graph", graph, "--device", "no such device").err)
        .startsWith("kwsbench: no microphone")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource({
    "RIFX, WAV file",
    "RF64, WAV file",
    "FORM, sound file",
    "OggS, sound file",
    "fLaC, sound file"
  })
  void aFileOnStandardInputIsNamed(String beginning, String kind) throws IOException {
    byte[] file = ToneModel.bytes(SOUND);
    System.arraycopy(beginning.getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);
    refused(
        listen(file, "--graph", model().toString(), "-"),
        "-: standard input is a "
            + kind
            + ", not raw samples: name the file, or use arecord -t raw");
  }

  private static void refused(Invocation heard, String message) {
    assertThat(heard.err).isEqualTo("kwsbench: " + message + "\n");
    assertThat(heard.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(heard.out).isEmpty();
  }

  @Test
  void whatIsTooShortIsSaid() throws IOException {
    Invocation heard = listen(new byte[3200], "--graph", model().toString(), "-");
    assertThat(heard.code).isEqualTo(ExitCode.DONE);
    assertThat(heard.err)
        .isEqualTo(
            "kwsbench: -: shorter than the 16000 samples of the model's window; no window was"
                + " scored\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--rule=magic|--rule: no rule 'magic'; there are tensorflow, average, streak, micro",
        "--rule=streak,results=0|--rule: rule streak: 0 results; at least 1 is needed",
        "--threshold=maybe=0.5|--threshold: 'maybe' is none of the labels: _silence_ yes no",
        "--threshold=0.5,0.6|--threshold: '0.6' sets a threshold twice",
        "--threshold=yes=0.6,yes=0.7|--threshold: 'yes=0.7' sets a threshold twice",
        "--threshold=2|--threshold: threshold '2' is no number within 0 … 1",
        "--format=xml|--format: 'xml' is not text or jsonl",
        "--hop_ms=-1|--hop_ms must be from 0 to 60000, not -1",
        "--hop_ms=60001|--hop_ms must be from 0 to 60000, not 60001",
        "--sample_rate=768001|--sample_rate must be from 0 to 768000, not 768001",
        "--channels=0|--channels must be from 1 to 256, not 0",
        "--channels=257|--channels must be from 1 to 256, not 257"
      })
  void aWrongFlagIsUsage(String flag, String message) throws IOException {
    Invocation refused = listen(new byte[0], "--graph", model().toString(), flag, "-");
    assertThat(refused.err).isEqualTo("kwsbench: " + message + "\n");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void namesMayComeFromAFile() throws IOException {
    Path nameless = Files.write(folder.resolve("nameless.pb"), ToneModel.graph(List.of()));
    Path names = Files.writeString(folder.resolve("names"), "silence\nja\nnein\n");
    byte[] sound = ToneModel.bytes(SOUND);
    refused(
        listen(sound, "--graph", nameless.toString(), "-"),
        nameless + ": does not name its classes: give a file of names with --labels");
    Invocation named =
        listen(
            sound,
            "--graph",
            nameless.toString(),
            "--labels",
            names.toString(),
            "--hop_ms=100",
            ONCE,
            "-");
    assertThat(named.code).as(named.err).isEqualTo(ExitCode.DONE);
    assertThat(named.out.lines().map(line -> line.split(" ")[3])).containsExactly("ja", "nein");
  }
}
