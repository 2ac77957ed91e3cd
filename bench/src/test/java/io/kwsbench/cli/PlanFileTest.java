package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.WavWriter;
import io.kwsbench.workload.SeededPiGraph;
import io.kwsbench.workload.SyntheticClip;
import java.nio.file.Files;
import java.nio.file.Path;
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
        .containsPattern("engine start: \\d+\\.\\d+ ms")
        .containsPattern("untraced +5 runs: median")
        .containsPattern("one clock read of \\d+ ns")
        .contains("depthwise_pointwise")
        .contains("conv_1d_time_sliced_with_attention/depthwise_conv2d_3/depthwise");
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

  @Test
  void anotherEngineIsRefusedInOneLine() {
    Invocation run = Invocation.of("benchmark", "--graph", model, "--engine=tensorflow");

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains("native engine only");
  }

  @Test
  void anotherFormatIsRefused() {
    Invocation run = Invocation.of("benchmark", "--graph", model, "--format=csv");

    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.err).contains("text, not csv");
  }

  @Test
  void aFileThatIsNoModelIsOneLine() throws Exception {
    Path odd = Files.writeString(folder.resolve("odd.kws"), "not a plan");

    Invocation run = Invocation.of("benchmark", "--graph", odd.toString(), "--engine=native");

    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains("odd.kws").hasLineCount(1);
  }
}
