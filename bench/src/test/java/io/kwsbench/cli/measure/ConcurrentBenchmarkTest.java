package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentBenchmarkTest {
  @TempDir static Path folder;

  private static Invocation run(String... flags) {
    String[] line = new String[flags.length + 1];
    line[0] = "benchmark";
    System.arraycopy(flags, 0, line, 1, flags.length);
    return Invocation.of(line);
  }

  @Test
  void eachEngineHasItsFigures() throws IOException {
    Invocation run = run("--sessions=2", "--max_num_runs=40", "--format=json");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    JsonNode json = new ObjectMapper().readTree(run.out);

    assertThat(json.at("/sessions").asInt()).isEqualTo(2);
    assertThat(json.at("/engines").size()).isEqualTo(2);
    for (JsonNode engine : json.at("/engines")) {
      assertThat(engine.at("/engine/threads").asInt()).isEqualTo(1);
      assertThat(engine.at("/alone/run_time_us/count").asInt()).isEqualTo(40);
      // when one session has done its runs, the other one stops
      assertThat(engine.at("/together/run_time_us/count").asInt()).isBetween(41, 80);
      assertThat(engine.at("/together/runs_per_second").asDouble()).isPositive();
      assertThat(engine.at("/throughput_ratio/low").asDouble())
          .isLessThanOrEqualTo(engine.at("/throughput_ratio/estimate").asDouble());
    }
  }

  @Test
  void aCompiledModelRunsInTheNativeEngine() {
    String model = folder.resolve("model.kws").toString();
    assertThat(Invocation.of("compile", "--out", model).code).isEqualTo(ExitCode.DONE);

    Invocation run = run("--sessions=3", "--graph", model, "--max_num_runs=20", "--format=csv");

    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out.lines())
        .hasSize(3)
        .first()
        .isEqualTo("engine,sessions,runs,runs_per_second,median_us,p99_us");
    assertThat(run.out).contains("\nnative,1,20,").contains("\nnative,3,");
  }

  @Test
  void theTextComparesBoth() {
    Invocation run = run("--sessions=2", "--engine=native", "--max_num_runs=20");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .containsPattern("native, 1 session +[0-9,]+ runs/s: median")
        .containsPattern("native, 2 sessions +[0-9,]+ runs/s: median")
        .containsPattern("native: 2 sessions do [0-9.]+× the runs of one \\(");
  }

  @Test
  void whatHasNoPlaceThereIsRefused() {
    for (String flag :
        new String[] {"--roofline", "--gates=challenge", "--stream", "--instructions"}) {
      Invocation run = run("--sessions=2", flag);
      assertThat(run.code).as(flag + run.err).isEqualTo(ExitCode.USAGE);
    }
    assertThat(run("--sessions=2", "--gates=challenge").err)
        .contains("--gates does not apply to --sessions");
    assertThat(run("--sessions=-1").err).contains("--sessions");
    assertThat(run("--sessions=2", "--max_time=0").err)
        .contains("--max_num_runs and --max_time must be above 0 with --sessions");
  }
}
