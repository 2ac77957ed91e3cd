package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.beust.jcommander.JCommander;
import io.kwsbench.Material;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavReader;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.detect.AverageRule;
import io.kwsbench.detect.Detector;
import io.kwsbench.detect.DetectorRule;
import io.kwsbench.detect.KeywordLabels;
import io.kwsbench.detect.MicroRule;
import io.kwsbench.detect.Refractory;
import io.kwsbench.detect.StreakRule;
import io.kwsbench.detect.TensorFlowRule;
import io.kwsbench.detect.Thresholds;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.evaluate.LongAudio;
import io.kwsbench.evaluate.PosteriorTrack;
import io.kwsbench.label.ClipModel;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.usage.ExitCode;
import java.io.ByteArrayInputStream;
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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListenCommandTest {
  private static final short[] SOUND = ToneModel.sound();

  /** A tone is heard for longer than a second. */
  private static final String ONCE = "--rule=average,pause_ms=2000";

  @TempDir static Path shared;
  private static Path compiled;

  @TempDir Path folder;

  private static Path model() throws IOException {
    if (compiled == null) {
      compiled = ToneModel.compiled(shared, "--hop_ms", "100");
    }
    return compiled;
  }

  private static Invocation listen(byte[] stdin, String... arguments) {
    return listen(new ByteArrayInputStream(stdin), arguments);
  }

  private static Invocation listen(InputStream stdin, String... arguments) {
    String[] line =
        Stream.concat(Stream.of("listen"), Arrays.stream(arguments)).toArray(String[]::new);
    return Invocation.of(() -> new ListenCommand(stdin), line);
  }

  /** What evaluate has of the same sound. */
  private static List<String> evaluated(DetectorRule rule) throws IOException {
    float[] samples = Clip.ofPcm16(ToneModel.RATE, 1, SOUND).samples();
    LongAudio audio = new LongAudio("-", samples, ToneModel.RATE, List.of());
    try (ClipModel model = ClipModel.open(new NativeEngine(), model())) {
      PosteriorTrack track = PosteriorTrack.of(model, audio, ToneModel.RATE / 10, done -> {});
      KeywordLabels labels = new KeywordLabels(model.labels().names());
      return track.detections(new Detector(rule, labels, ToneModel.RATE)).stream()
          .filter(found -> labels.isKeyword(found.index()))
          .map(
              found ->
                  String.format(
                      Locale.ROOT,
                      "- %.3f s %s %.3f",
                      found.time() / (double) ToneModel.RATE,
                      found.label(),
                      found.score()))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "average,threshold=0.8",
        "average,results=1,pause_ms=0,threshold=0.5",
        "tensorflow,threshold=0.6",
        "streak,results=2,pause_ms=300"
      })
  void aPipeGivesTheEventsOfEvaluate(String rule) throws IOException {
    DetectorRule same =
        switch (rule.substring(0, rule.indexOf(','))) {
          case "tensorflow" -> TensorFlowRule.DEFAULT.withThresholds(Thresholds.of(0.6));
          case "streak" -> new StreakRule(2, Refractory.ofAll(300), Thresholds.of(0.7));
          default ->
              rule.contains("results")
                  ? new AverageRule(1, Refractory.ofAll(0), Thresholds.of(0.5))
                  : AverageRule.DEFAULT.withThresholds(Thresholds.of(0.8));
        };

    Invocation piped =
        listen(ToneModel.bytes(SOUND), "--graph", model().toString(), "--rule", rule, "-");

    assertThat(piped.err).isEmpty();
    assertThat(piped.code).isEqualTo(ExitCode.DONE);
    assertThat(piped.out.lines().toList()).isEqualTo(evaluated(same)).isNotEmpty();
    assertThat(piped.out).contains(" yes ", " no ");
  }

  @Test
  void aFileIsHeardAsAPipeIs() throws IOException {
    Path wav = folder.resolve("talk.wav");
    WavWriter.write(wav, Clip.ofPcm16(ToneModel.RATE, 1, SOUND));
    String graph = model().toString();
    Invocation piped = listen(ToneModel.bytes(SOUND), "--graph", graph, ONCE, "-");
    Invocation file = listen(new byte[0], "--graph", graph, ONCE, wav.toString());

    assertThat(file.code).as(file.err).isEqualTo(ExitCode.DONE);
    assertThat(file.out.replace(wav + " ", "- ")).isEqualTo(piped.out);
    assertThat(file.out.lines().map(line -> line.split(" ")[3])).containsExactly("yes", "no");
  }

  @Test
  void soundOfAnotherRateAndMoreChannelsIsHeard() throws IOException {
    short[] stereo = new short[4 * SOUND.length];
    for (int i = 0; i < 2 * SOUND.length; i++) {
      stereo[2 * i] = SOUND[i / 2];
    }
    Invocation heard =
        listen(
            ToneModel.bytes(stereo),
            "--graph",
            model().toString(),
            ONCE,
            "--sample_rate=32000",
            "--channels=2",
            "-");
    assertThat(heard.code).as(heard.err).isEqualTo(ExitCode.DONE);
    assertThat(heard.out.lines().map(line -> line.split(" ")[3])).containsExactly("yes", "no");
  }

  @Test
  void jsonLinesAreForPrograms() throws IOException {
    Invocation heard =
        listen(
            ToneModel.bytes(SOUND),
            "--graph",
            model().toString(),
            "--format=jsonl",
            "--rule=streak,results=1",
            "-");
    assertThat(heard.out.lines().findFirst().orElseThrow())
        .matches(
            "\\{\"source\":\"-\",\"seconds\":1\\.[5-9],\"label\":\"yes\",\"score\":0\\.\\d+,"
                + "\"first_sample\":\\d+,\"last_sample\":\\d+,\"sample_rate\":16000}");
  }

  @Test
  void aModelBringsItsRule() throws IOException {
    Path own =
        ToneModel.compiled(
            folder, "--rule=streak,results=1", "--threshold=0.9,no=1", "--hop_ms=100");
    Invocation heard = listen(ToneModel.bytes(SOUND), "--graph", own.toString(), "-");
    assertThat(heard.code).as(heard.err).isEqualTo(ExitCode.DONE);
    // "no" never scores 1
    assertThat(heard.out.lines().map(line -> line.split(" ")[3])).containsExactly("yes");
    Invocation other =
        listen(ToneModel.bytes(SOUND), "--graph", own.toString(), "--threshold=no=0.9", "-");
    assertThat(other.out).contains(" yes ", " no ");
  }

  @Test
  void aFrozenGraphRecommendsToo() {
    Path frozen = folder.resolve("frozen.pb");
    Path plan = folder.resolve("frozen.kws");
    Invocation freeze =
        Invocation.of(
            "freeze",
            "--checkpoint",
            Material.fixture("keras2/raw.hdf5").toString(),
            "--frozen_path",
            frozen.toString(),
            "--rule=micro,results=7",
            "--threshold=0.97",
            "--hop_ms=20");
    assertThat(freeze.code).as(freeze.err).isEqualTo(ExitCode.DONE);
    Invocation compile =
        Invocation.of("compile", "--graph", frozen.toString(), "--out", plan.toString());
    assertThat(compile.code).as(compile.err).isEqualTo(ExitCode.DONE);
    for (Path model : List.of(frozen, plan)) {
      try (Spotter spotter = Spotter.load(model)) {
        assertThat(spotter.rule())
            .isEqualTo(new MicroRule(7, Refractory.ofAll(1000), Thresholds.of(0.97)));
        assertThat(spotter.hop()).isEqualTo(320);
      }
    }
  }

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
  void hitsAndNearMissesAreKept() throws IOException {
    Path kept = folder.resolve("kept");
    Invocation heard =
        listen(
            ToneModel.bytes(SOUND),
            "--graph",
            model().toString(),
            "--rule=streak,results=1",
            "--threshold=0.9",
            "--capture",
            kept.toString(),
            "--near_miss=0.3",
            "-");
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
    Invocation corpus = Invocation.of("corpus", "--data", kept.toString(), "--words", "yes,no");
    assertThat(corpus.code).as(corpus.err).isEqualTo(ExitCode.DONE);
  }

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
        .matches("(?s)\\rlevel +-\\d+ dB  _silence_ 0\\.\\d\\d  one core .* %  overruns 0.*\\r");
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
        "--hop_ms=-1|--hop_ms must be 0 or more",
        "--channels=0|--sample_rate must be 0 or more, and --channels 1 or more"
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
