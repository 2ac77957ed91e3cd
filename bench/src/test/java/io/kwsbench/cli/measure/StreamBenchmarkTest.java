package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SeededPiGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamBenchmarkTest {
  @TempDir static Path folder;
  private static String model;

  @BeforeAll
  static void compile() throws IOException {
    model = folder.resolve("pi.kws").toString();
    Path graph = Files.write(folder.resolve("pi.pb"), SeededPiGraph.make().toBytes());
    Invocation compiled = Invocation.of("compile", "--graph", graph.toString(), "--out", model);
    assertThat(compiled.code).as(compiled.err).isEqualTo(ExitCode.DONE);
  }

  private static Invocation stream(String... flags) {
    String[] line = new String[flags.length + 4];
    line[0] = "benchmark";
    line[1] = "--stream";
    line[2] = "--graph";
    line[3] = model;
    System.arraycopy(flags, 0, line, 4, flags.length);
    return Invocation.of(line);
  }

  @Test
  void everyFigureIsThere() throws IOException {
    Invocation run = stream("--hop_ms=100", "--max_num_runs=8", "--max_time=60", "--format=json");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    JsonNode json = new ObjectMapper().readTree(run.out);

    assertThat(json.at("/stream/hop_samples").asInt()).isEqualTo(1600);
    assertThat(json.at("/stream/window_samples").asInt()).isEqualTo(16_000);
    assertThat(json.at("/stream/memory_bytes").asLong()).isGreaterThan(4L * (16_000 + 4096));
    for (String figure : new String[] {"hop", "whole_window", "overhead"}) {
      assertThat(json.at("/" + figure + "_time_us/count").asInt()).as(figure).isEqualTo(8);
      assertThat(json.at("/" + figure + "_time_us/median").asDouble()).as(figure).isPositive();
    }
    assertThat(json.at("/paced_hop_time_us/count").asInt()).isEqualTo(8);
    double median = json.at("/paced_hop_time_us/median").asDouble();
    assertThat(json.at("/core_share").asDouble()).isEqualTo(median / 1000 / 100.0);
    assertThat(json.at("/time_ratio/low").asDouble())
        .isLessThanOrEqualTo(json.at("/time_ratio/estimate").asDouble());
    assertThat(json.at("/overhead_time_us/median").asDouble())
        .isLessThan(json.at("/hop_time_us/median").asDouble());
  }

  @Test
  void textSaysItInLines() {
    Invocation run = stream("--max_num_runs=8", "--max_time=60");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    assertThat(run.out)
        .containsPattern("hop 1280 samples \\(80\\.0 ms\\)")
        .containsPattern("hop, back to back +8 runs: median [\\d.]+ us")
        .containsPattern("hop, at real time +8 runs: ")
        .containsPattern("whole window +8 runs: ")
        .containsPattern("stream's overhead +8 runs: ")
        .containsPattern("a whole window costs [\\d.]+ hops \\[[\\d.]+, [\\d.]+\\]")
        .containsPattern("share of one core at real time: [\\d.]+ %")
        .containsPattern("memory of a stream: \\d+ bytes");
  }

  @Test
  void aFlagThatChangesNothingIsRefused() {
    assertThat(stream("--input_wav=x.wav").code).isEqualTo(ExitCode.USAGE);
    assertThat(stream("--format=html").err).contains("--format is text, json, csv");
    assertThat(stream("--max_num_runs=0").code).isEqualTo(ExitCode.USAGE);
    assertThat(Invocation.of("benchmark", "--hop_ms=80", "--graph", model).err)
        .contains("--hop_ms");
    assertThat(Invocation.of("benchmark", "--stream").err).contains("--graph");
  }
}
