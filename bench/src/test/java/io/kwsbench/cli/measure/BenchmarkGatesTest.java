package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.TinyGraph;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkGatesTest {
  private static final String MEASURED = "latency, ratio, op_time, p99, size, flops, instructions";
  @TempDir Path folder;
  private Path graph;

  @BeforeEach
  void graph() throws IOException {
    graph = Files.write(folder.resolve("tiny.pb"), TinyGraph.bytes());
  }

  private Invocation run(String... flags) {
    List<String> all = new ArrayList<>(List.of("--graph=" + graph, "--max_num_runs=3"));
    all.addAll(List.of(flags));
    return Invocation.of(all.toArray(String[]::new));
  }

  @Test
  void withoutTheFlagThereAreNone() throws IOException {
    assertThat(run("--engine=native").out).doesNotContain("\nGates\n");
    JsonNode json = new ObjectMapper().readTree(run("--engine=native", "--format=json").out);
    assertThat(json.get("gates_pass").isNull()).isTrue();
    assertThat(json.at("/results/0/gates")).isEmpty();
  }

  @Test
  void limitsAreJudgedInEveryFormat() throws IOException {
    Invocation text = run("--engine=native", "--gates", "latency=1s,size=1kB", "--gates=flops=1");
    assertThat(text.code).as(text.err).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(text.err).endsWith("kwsbench: gates failed: flops\n");
    assertThat(text.out)
        .containsPattern("PASS +latency .* limit +[0-9.,]+ (s|ms|µs) +\\(median of 3 runs\\)")
        .containsPattern("PASS +size ")
        .containsPattern("FAIL +flops ");

    Invocation json = run("--engine=native", "--gates=latency=1s,size=1kB", "--format=json");
    assertThat(json.code).as(json.err).isEqualTo(ExitCode.DONE);
    JsonNode tree = new ObjectMapper().readTree(json.out);
    assertThat(tree.get("gates_pass").asBoolean()).isTrue();
    JsonNode gate = tree.at("/results/0/gates/0");
    assertThat(gate.get("gate").asText()).isEqualTo("latency");
    assertThat(gate.get("status").asText()).isEqualTo("PASS");
    assertThat(gate.get("unit").asText()).isEqualTo("ns");
    assertThat(gate.get("limit").asDouble()).isEqualTo(1e9);
    assertThat(run("--engine=native", "--gates=size=1kB", "--format=html").out)
        .contains("\"gate\":\"size\"");
  }

  @Test
  void aFileHasTheGatesOfASuite() throws IOException {
    Path file = folder.resolve("gates.yaml");
    Files.writeString(file, "- latency: {max: 1s}\n- {size: {max: 1}, op_time: {max: 1s}}\n");
    Invocation run = run("--engine=native", "--gates=" + file);
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(run.err).endsWith("gates failed: size\n");

    Files.writeString(file, "- latency: {max: 1s}\n- ram: {max: 1}\n");
    Invocation unknown = run("--engine=native", "--gates=" + file);
    assertThat(unknown.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(unknown.err).contains(file + ":2: [1]: unknown key 'ram'; known are accuracy, ");

    Files.writeString(file, "- latency: {max_slowdown: 3%}\n");
    Invocation baseline = run("--gates=" + file);
    assertThat(baseline.code).isEqualTo(ExitCode.USAGE);
    assertThat(baseline.err).contains("latency compares with a baseline, which only a suite has");
  }

  @Test
  void aRatioIsOverTheSecondEngine() {
    Invocation run = run("--engine=both", "--max_num_runs=60", "--gates=ratio=1000,latency=1s");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .containsPattern("PASS +ratio .* limit +1000\\.0000  vs tensorflow \\[")
        .containsOnlyOnce("\nGates\n");
    Invocation failed = run("--engine=both", "--max_num_runs=60", "--gates=ratio=0.000001");
    assertThat(failed.code).as(failed.err).isEqualTo(ExitCode.GATE_FAILED);
    Invocation alone = run("--engine=native", "--gates=ratio=1");
    assertThat(alone.code).isEqualTo(ExitCode.USAGE);
    assertThat(alone.err).contains("ratio needs a second engine: --engine both");
  }

  @Test
  void whatIsNotMeasuredIsExitCodeSix() {
    Invocation few = run("--engine=native", "--gates=p99=1s");
    assertThat(few.code).isEqualTo(ExitCode.UNDECIDED);
    assertThat(few.err).contains("gates not decided: p99 (undecided: 3 runs are too few)");

    Invocation other = run("--engine=tensorflow", "--gates=instructions=1G");
    assertThat(other.code).isEqualTo(ExitCode.UNDECIDED);
    assertThat(other.out).containsPattern("NOT OFFERED +instructions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "latensy=2ms | unknown gate 'latensy'; did you mean latency?; known are " + MEASURED,
        "memory=2MB | only a suite measures memory; known are " + MEASURED,
        "latency=2 | latency: '2' is not a time such as 200ms",
        "latency=2lightyears | latency: '2lightyears' is not a time such as 200ms",
        "size=2ms | size: '2ms' is not a size such as 5000000 or 64MB",
        "ratio=0 | ratio: '0' is not above 0",
        "latency=2ms,size | 'size' is not NAME=LIMIT; known are " + MEASURED,
        "latency=2ms, | '' is not NAME=LIMIT; known are " + MEASURED,
        "chalenge | 'chalenge' is neither challenge, NAME=LIMIT nor a file; known are " + MEASURED,
      })
  void whatIsUnknownIsAUsageErrorThatListsTheNames(String gates, String message) {
    Invocation run = run("--engine=both", "--gates=" + gates);
    assertThat(run.code).isEqualTo(ExitCode.USAGE);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains("--gates").contains(message);
  }

  @Test
  void aFileThatIsMissingIsBadInput() {
    Invocation run = run("--gates=none.yaml");
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains("none.yaml");
  }
}
