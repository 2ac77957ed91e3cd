package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.DataType;

/** A model that has diverged: its answers are NaN, which is no class. */
class NanAnswersTest {
  private static final int SAMPLES = 16_000;
  @TempDir Path folder;
  private String graph;
  private String clip;

  @BeforeEach
  void write() throws IOException {
    float[] weights = new float[SAMPLES * 3];
    Arrays.fill(weights, Float.NaN);
    byte[] bytes =
        GraphBuilder.graph()
            .placeholder("x", 1, SAMPLES)
            .floats("w", new long[] {SAMPLES, 3}, weights)
            .op("MatMul", "logits", "x", "w")
            .type("T", DataType.DT_FLOAT)
            .attr("transpose_a", false)
            .attr("transpose_b", false)
            .op("Softmax", "labels_softmax", "logits")
            .type("T", DataType.DT_FLOAT)
            .bytes();
    graph = Files.write(folder.resolve("nan.pb"), bytes).toString();
    Path low = Files.createDirectories(folder.resolve("data/low"));
    for (int speaker = 0; speaker < 4; speaker++) {
      Path file = low.resolve("s" + speaker + "_nohash_0.wav");
      WavWriter.write(file, Clip.ofFloats(SAMPLES, 1, new float[SAMPLES]));
      clip = file.toString();
    }
  }

  @Test
  void runNamesNoClass() throws IOException {
    Invocation json = Invocation.of("run", "--graph", graph, "--format", "json", clip);
    assertThat(json.code).as(json.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(json.err).contains(graph + ": the model returns NaN for 1 clips, which is no class");
    JsonNode row = new ObjectMapper().readTree(json.out).get(0);
    assertThat(row.get("label").isNull()).isTrue();
    assertThat(row.get("probabilities")).hasSize(3).allMatch(JsonNode::isNull);

    Invocation csv = Invocation.of("run", "--graph", graph, "--format", "csv", clip);
    assertThat(csv.out.lines().skip(1)).containsExactly(clip + ",,nan,nan,nan");
    Invocation text = Invocation.of("run", "--graph", graph, "--format", "text", clip);
    assertThat(text.out).isEqualTo(clip + ": NaN, which is no class\n");
  }

  @Test
  void evaluateRefusesAndCounts() {
    Invocation evaluated =
        Invocation.of(
            "evaluate",
            "--graph=" + graph,
            "--data=" + folder.resolve("data"),
            "--words=low",
            "--set=validation",
            "--validation=100",
            "--silence=0",
            "--unknown=0");
    assertThat(evaluated.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(evaluated.err)
        .contains(
            graph + ": the model returns NaN for 4 of 4 clips, which is no class; the first is ")
        .containsPattern("s[0-3]_nohash_0[.]wav");
    assertThat(evaluated.out).isEmpty();
  }

  @Test
  void nothingAgreesWithNan() throws IOException {
    Invocation both =
        Invocation.of(
            "--graph=" + graph,
            "--engine=both",
            "--input_wav=" + clip,
            "--format=json",
            "--max_num_runs=20",
            "--max_time=2");
    JsonNode report = new ObjectMapper().readTree(both.out);
    JsonNode comparison = report.path("comparisons").path(0);
    if (comparison.isMissingNode()) {
      comparison = report.path("comparison");
    }
    assertThat(comparison.path("agree").asBoolean(true)).as(both.out).isFalse();
    assertThat(comparison.path("same_top_class").asInt(-1)).isZero();
    assertThat(comparison.path("max_abs_difference").isNull()).isTrue();
    assertThat(both.out).doesNotContain("NaN", "E308");
  }
}
