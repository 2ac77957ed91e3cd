package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
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
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.LongAudio;
import io.kwsbench.longaudio.PosteriorTrack;
import io.kwsbench.spotter.Spotter;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The detections that listen prints. */
class ListenCommandTest extends Listening {
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
  void soundWithoutAWordIsNamed() throws IOException {
    Path wav = folder.resolve("silence.wav");
    WavWriter.write(wav, Clip.ofPcm16(ToneModel.RATE, 1, new short[SOUND.length]));
    Invocation silent = listen(new byte[0], "--graph", model().toString(), wav.toString());

    assertThat(silent.code).isEqualTo(ExitCode.DONE);
    assertThat(silent.out).isEmpty();
    assertThat(silent.err)
        .startsWith("kwsbench: " + wav + ": no word detected; the best was ")
        .containsPattern("the best was (yes|no) 0\\.\\d{3} of the 0\\.\\d{3} it needs; ")
        .endsWith("; --threshold sets the probability that a word needs\n");
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
  void aModelInThePlaceOfAFileIsShownItsFlag() throws IOException {
    Invocation refused = listen(new byte[0], "spot.kws", "talk.wav");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains("--graph is required: spot.kws is a model: --graph spot.kws");
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
}
