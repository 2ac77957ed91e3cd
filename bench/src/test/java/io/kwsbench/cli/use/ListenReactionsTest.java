package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.JCommander;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Programs, files and the meter that detections set off. */
class ListenReactionsTest extends Listening {
  @Test
  void aProgramIsStartedWithoutAShell() throws IOException {
    Invocation heard =
        listen(
            ToneModel.bytes(SOUND),
            "--graph",
            model().toString(),
            "--exec",
            "touch " + folder + "/{label} " + folder + "/$HOME;{label}",
            "-");
    assertThat(heard.code).as(heard.err).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("yes")).exists();
    assertThat(folder.resolve("no")).exists();
    assertThat(folder.resolve("$HOME;yes")).exists();
    Invocation none =
        listen(
            new byte[0], "--graph", model().toString(), "--exec", "no-such-program {label}", "-");
    assertThat(none.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(none.err).isEqualTo("kwsbench: --exec: no-such-program: no such program\n");
  }

  @Test
  void aProgramThatCannotRunOrFailsIsOneLine() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "no program");
    String graph = model().toString();
    byte[] sound = ToneModel.bytes(SOUND);
    Invocation refused = listen(sound, "--graph", graph, "--exec", text.toString(), "-");
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err)
        .isEqualTo(
            "kwsbench: --exec: "
                + text
                + ": not executable; chmod +x "
                + text
                + " makes it executable\n");
    Invocation place = listen(sound, "--graph", graph, "--exec", folder + "/", "-");
    assertThat(place.err).isEqualTo("kwsbench: --exec: " + folder + "/: a folder, not a program\n");

    Invocation failing = listen(sound, "--graph", graph, ONCE, "--exec", "false {label}", "-");
    assertThat(failing.code).isEqualTo(ExitCode.DONE);
    assertThat(failing.out).hasLineCount(2);
    assertThat(failing.err).isEqualTo("kwsbench: --exec: false: exit code 1\n".repeat(2));
  }

  @Test
  void hitsAndNearMissesAreKept() throws IOException {
    Path kept = folder.resolve("kept");
    Invocation heard = captured(kept);
    assertThat(heard.code).as(heard.err).isEqualTo(ExitCode.DONE);
    Map<String, Integer> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(kept)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        assertThat(WavReader.read(file).frames()).isEqualTo(ToneModel.RATE);
        files.merge(
            file.getParent().getFileName()
                + "/"
                + file.getFileName().toString().replaceAll("live[0-9T]+|\\d+(?=.wav)", "*"),
            1,
            Integer::sum);
      }
    }
    // the weaker "no" at the end is none of them: 10000 of 32768 score 0.5
    assertThat(files.keySet())
        .containsExactly("near_miss/*_no_nohash_*.wav", "no/*_nohash_*.wav", "yes/*_nohash_*.wav");
    int once = wavs(kept);
    Invocation again = captured(kept);
    assertThat(again.code).as(again.err).isEqualTo(ExitCode.DONE);
    // a session that starts at once after another, perhaps in the same second, replaces no clip
    assertThat(wavs(kept)).isEqualTo(2 * once);
    Invocation corpus = Invocation.of("corpus", "--data", kept.toString(), "--words", "yes,no");
    assertThat(corpus.code).as(corpus.err).isEqualTo(ExitCode.DONE);
  }

  private static Invocation captured(Path kept) throws IOException {
    return listen(
        ToneModel.bytes(SOUND),
        "--graph",
        model().toString(),
        "--rule=streak,results=1",
        "--threshold=0.9",
        "--capture",
        kept.toString(),
        "--near_miss=0.3",
        "-");
  }

  private static int wavs(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return (int) all.filter(Files::isRegularFile).count();
    }
  }

  @Test
  void aTerminalHasAMeter() throws IOException {
    Path wav = folder.resolve("talk.wav");
    WavWriter.write(wav, Clip.ofPcm16(ToneModel.RATE, 1, SOUND));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CliContext terminal =
        new CliContext(
            new PrintStream(out), new PrintStream(err), true, false, List.of(), () -> false);
    ListenCommand command = parsed(InputStream.nullInputStream(), wav.toString());

    assertThat(command.run(terminal)).isEqualTo(ExitCode.DONE);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .matches(
            "(?s)\\r"
                + "level +-\\d+ dB  _silence_ 0\\.\\d\\d (yes|no) 0\\.\\d\\d  last -  one core"
                + " +\\d+ %  real-time factor \\d+\\.\\d{3}  overruns 0.*\\r");
    assertThat(out.toString(StandardCharsets.UTF_8)).hasLineCount(4);
  }

  @Test
  void aSilentPipeCanBeLeft() throws IOException {
    InputStream silent =
        new InputStream() {
          @Override
          public int read() throws IOException {
            try {
              Thread.sleep(60_000);
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
            return 0;
          }
        };
    int[] asked = new int[1];
    CliContext context =
        new CliContext(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()),
            false,
            false,
            List.of(),
            () -> asked[0]++ > 3);

    assertThat(parsed(silent, "-").run(context)).isEqualTo(ExitCode.INTERRUPTED);
  }

  private static ListenCommand parsed(InputStream stdin, String... arguments) throws IOException {
    ListenCommand command = new ListenCommand(stdin);
    String[] line =
        Stream.concat(Stream.of("--graph", model().toString()), Arrays.stream(arguments))
            .toArray(String[]::new);
    JCommander.newBuilder().addObject(command).build().parse(line);
    return command;
  }
}
