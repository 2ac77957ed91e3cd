package io.kwsbench.cli.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.TinyGraph;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SeededPiGraph;
import io.kwsbench.workload.SyntheticClip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --graph model.kws} in the benchmark and in run. */
class PlanFileTest {
  @TempDir static Path folder;
  private static String model;

  private static String graph;

  @BeforeAll
  static void compile() throws Exception {
    graph = Files.write(folder.resolve("pi.pb"), SeededPiGraph.make().toBytes()).toString();
    model = folder.resolve("model.kws").toString();
    assertThat(Invocation.of("compile", "--graph", graph, "--out", model).code)
        .isEqualTo(ExitCode.DONE);
  }

  @Test
  void theBenchmarkReportsItsStepsAndHowFastItStarts() {
    Invocation run =
        Invocation.of("benchmark", "--graph", model, "--engine=native", "--max_num_runs=5");

    assertThat(run.err).isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .startsWith("Native engine: ")
        .containsPattern("per clip \\(median of 5 runs, one thread\\)")
        .containsPattern("\n  engine +native \\d+\\.\\d+")
        .containsPattern("\n  start +\\d+\\.\\d+ ms from the file")
        .containsPattern("\nuntraced +5 ")
        .containsPattern("median of 5 traced runs, \\d+ ns per clock read")
        .contains("depthwise_pointwise")
        .contains("/activation_6/clip_by_value");
  }

  @Test
  void runGivesWhatTheGraphGives() throws Exception {
    Path clip = folder.resolve("clip.wav");
    WavWriter.write(clip, SyntheticClip.of(3));

    Invocation compiled = Invocation.of("run", "--graph", model, clip.toString());
    Invocation direct = Invocation.of("run", "--graph", graph, "--engine=native", clip.toString());

    assertThat(compiled.err).isEmpty();
    assertThat(compiled.code).isEqualTo(ExitCode.DONE);
    assertThat(compiled.out).isEqualTo(direct.out).contains("clip.wav");
  }

  /** Too long, two channels, another rate: what is done to it is said of a compiled model too. */
  @Test
  void warnsOfClipsAsTheGraphDoes() throws Exception {
    Path clip = folder.resolve("odd.wav");
    WavWriter.write(clip, Clip.ofFloats(8000, 2, SyntheticClip.of(3).samples()));

    Invocation compiled = Invocation.of("run", "--graph", model, clip.toString());
    Invocation direct = Invocation.of("run", "--graph", graph, "--engine=native", clip.toString());
    assertThat(compiled.err).isEqualTo(direct.err).contains("odd.wav: ").contains("channel");

    for (String file : new String[] {model, graph}) {
      Invocation text =
          Invocation.of(
              "--graph", file, "--engine=native", "--max_num_runs=2", "--input_wav", "" + clip);
      assertThat(text.code).as(text.err).isEqualTo(ExitCode.DONE);
      assertThat(text.out).contains("the clip " + clip).contains("\nwarning: " + clip);
      Invocation csv =
          Invocation.of(
              "--graph",
              file,
              "--engine=native",
              "--max_num_runs=2",
              "--format=csv",
              "--input_wav",
              "" + clip);
      assertThat(csv.err).contains(clip + ": ").contains("channel");
    }
  }

  /** Without a flag both hear the embedded clip; a model of no sound is fed zeros. */
  @Test
  void hearsTheEmbeddedClipAsTheGraphDoes() throws Exception {
    Path labels = folder.resolve("twelve.txt");
    Files.writeString(labels, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n");
    String[] heard = new String[2];
    for (int i = 0; i < 2; i++) {
      Invocation run =
          Invocation.of(
              "--graph",
              i == 0 ? model : graph,
              "--engine=native",
              "--max_num_runs=2",
              "--labels",
              "" + labels);
      assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
      assertThat(run.out).contains("  fed with  the embedded clip (");
      String after = run.out.substring(run.out.indexOf("\nHeard\n") + 1);
      heard[i] = after.lines().skip(1).findFirst().orElseThrow();
    }
    assertThat(heard[0]).startsWith("embedded clip: ").isEqualTo(heard[1]);

    Path silent = Files.write(folder.resolve("silent.pb"), TinyGraph.bytes());
    String compiled = folder.resolve("silent.kws").toString();
    Invocation.of("compile", "--graph", "" + silent, "--out", compiled);
    assertThat(Invocation.of("--graph", compiled, "--max_num_runs=2").out)
        .contains("  fed with  zeros");
  }

  /** A compiled model runs in the native engine, which may be said. */
  @Test
  void compareTakesTheEngineOfCompiledModels() {
    Invocation run =
        Invocation.of("compare", model, "--engine", "native", "--max_time=0.2", "--format=csv");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out).contains("model.kws");
    Invocation other = Invocation.of("compare", model, "--engine", "tensorflow");
    assertThat(other.code).isEqualTo(ExitCode.USAGE);
    assertThat(other.err).contains("--engine");
  }

  @Test
  void gatesAndLabelsCountOfACompiledModel() throws Exception {
    Path labels = folder.resolve("names.txt");
    Files.writeString(labels, "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n");
    Path clip = folder.resolve("heard.wav");
    WavWriter.write(clip, SyntheticClip.of(3));

    Invocation text =
        Invocation.of(
            "--graph",
            model,
            "--max_num_runs=2",
            "--gate",
            "--labels",
            "" + labels,
            "--input_wav",
            "" + clip);
    Invocation direct =
        Invocation.of(
            "--graph",
            graph,
            "--engine=native",
            "--max_num_runs=2",
            "--labels",
            "" + labels,
            "--input_wav",
            "" + clip);
    assertThat(text.code).as(text.err).isEqualTo(ExitCode.DONE);
    for (String gate : List.of("size", "op_time", "inputs", "output")) {
      assertThat(text.out).containsPattern("PASS +" + gate + "\\b");
    }
    String heard = text.out.substring(text.out.indexOf("\nHeard\n") + 1);
    assertThat(heard.lines().skip(1).findFirst().orElseThrow()).startsWith(clip + ": ");
    assertThat(direct.out).contains(heard.lines().skip(1).findFirst().orElseThrow());

    Files.writeString(labels, "a\nb\n");
    Invocation few = Invocation.of("--graph", model, "--labels", "" + labels);
    assertThat(few.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(few.err).contains("names.txt");
  }

  @Test
  void aGateThatACompiledModelMissesIsExitFour() throws Exception {
    Path odd = Files.write(folder.resolve("tiny.pb"), TinyGraph.bytes());
    String compiled = folder.resolve("tiny.kws").toString();
    assertThat(Invocation.of("compile", "--graph", "" + odd, "--out", compiled).code)
        .isEqualTo(ExitCode.DONE);

    Invocation run = Invocation.of("--graph", compiled, "--max_num_runs=2", "--gate");

    assertThat(run.code).as(run.err).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(run.out).containsPattern("FAIL +inputs");
    assertThat(run.err).contains("gates failed: ").contains("inputs");
  }

  @Test
  void anotherEngineIsRefusedInOneLine() {
    Invocation run = Invocation.of("benchmark", "--graph", model, "--engine=tensorflow");

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains("only in the native engine (--engine=native)");
  }

  @Test
  void jsonHasEveryStep() throws Exception {
    Invocation run =
        Invocation.of("benchmark", "--graph", model, "--format=json", "--max_num_runs=5");

    assertThat(run.code).isEqualTo(ExitCode.DONE);
    JsonNode json = new ObjectMapper().readTree(run.out);
    assertThat(json.at("/schema_version").asInt()).isEqualTo(2);
    assertThat(json.at("/model").asText()).isEqualTo(model);
    assertThat(json.at("/engine").asText()).isEqualTo("native");
    assertThat(json.at("/engine_version").asText()).matches("\\d+\\.\\d+.*");
    assertThat(json.at("/untraced_time_us/count").asInt()).isEqualTo(5);
    assertThat(json.at("/start/wall_ms").asDouble()).isPositive();
    double shares = 0;
    double flops = 0;
    for (JsonNode step : json.at("/steps")) {
      assertThat(step.at("/kernel").asText()).isNotEmpty();
      shares += step.at("/median_share").asDouble();
      flops += step.at("/executed_flops").asDouble();
    }
    assertThat(shares).isCloseTo(1, within(1e-9));
    assertThat(json.at("/executed_flops").asDouble())
        .isCloseTo(flops, within(1.0))
        .isGreaterThan(1e8);
  }

  @Test
  void csvHasARowAStep() {
    Invocation run =
        Invocation.of("benchmark", "--graph", model, "--format=csv", "--max_num_runs=5");

    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.out).startsWith("kernel,step,nodes,median_us,").contains("depthwise_pointwise,");
  }

  @Test
  void anotherFormatIsRefused() {
    Invocation run = Invocation.of("benchmark", "--graph", model, "--format=html");

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains("text, json, csv, not 'html'");
  }

  @Test
  void aFileThatIsNoModelIsOneLine() throws Exception {
    Path odd = Files.writeString(folder.resolve("odd.kws"), "not a plan");

    Invocation run = Invocation.of("benchmark", "--graph", odd.toString(), "--engine=native");

    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains("odd.kws").hasLineCount(1);
  }
}
