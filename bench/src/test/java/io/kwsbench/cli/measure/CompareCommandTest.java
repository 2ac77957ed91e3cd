package io.kwsbench.cli.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Needs;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.measure.runner.RunnerWorker;
import io.kwsbench.natives.NativeLibrary;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.LayerChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {
  @TempDir Path folder;
  private String small;
  private String large;

  @BeforeEach
  void graphs() throws IOException {
    Needs.that(NativeLibrary.unavailabilityCause().isEmpty(), "no native engine here");
    small = Files.write(folder.resolve("small.pb"), LayerChain.graph(1, 1)).toString();
    large = Files.write(folder.resolve("large.pb"), LayerChain.graph(12, 1)).toString();
  }

  @Test
  void modelsAndBuildsStandSideBySide() throws IOException {
    String library = RunnerWorker.ownLibrary().toString();
    Invocation run =
        Invocation.of(
            "compare",
            small,
            large,
            "--library",
            library,
            "--zeros",
            "--max_time",
            "0.3",
            "--format",
            "json");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    JsonNode entries = new ObjectMapper().readTree(run.out).get("entries");
    assertThat(entries).hasSize(4);
    assertThat(entries.get(0).get("time_ratio").isNull()).isTrue();
    assertThat(entries.get(2).get("name").asText()).isEqualTo("large.pb");
    assertThat(entries.get(2).get("time_ratio").get("estimate").asDouble()).isGreaterThan(2);
    assertThat(entries.get(1).get("engine").asText()).contains(library);
    assertThat(entries.get(1).get("file_bytes").asLong()).isEqualTo(Files.size(Path.of(small)));
  }

  @Test
  void tablesHaveARowAModel() {
    for (String format : new String[] {"text", "markdown", "csv"}) {
      Invocation run =
          Invocation.of(
              "compare", small, small, "--zeros", "--max_time", "0.1", "--format", format);
      assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
      assertThat(run.out)
          .contains("small.pb")
          .contains("small.pb #2")
          .containsPattern("native \\d+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void whatCannotBeComparedIsSaidInALine() throws IOException {
    refused(ExitCode.USAGE, "compare needs one or more model files", "compare");
    refused(ExitCode.BAD_INPUT, "none.pb: no such file", "compare", "none.pb");
    refused(ExitCode.USAGE, "--format is text", "compare", small, "--format", "xml");
    refused(ExitCode.BAD_INPUT, "takes features", "compare", small);
    Path onnx = Files.writeString(folder.resolve("m.onnx"), "x");
    refused(ExitCode.BAD_INPUT, "not an ONNX model", "compare", onnx.toString());
    Path tflite = Files.writeString(folder.resolve("m.tflite"), "x");
    refused(ExitCode.BAD_INPUT, "not a TensorFlow Lite model", "compare", tflite.toString());
    refused(ExitCode.USAGE, "--library", "compare", tflite.toString(), "--library", "x.so");
    Path text = Files.writeString(folder.resolve("notes.txt"), "no model");
    refused(ExitCode.BAD_INPUT, "notes.txt", "compare", text.toString());
  }

  @Test
  void aModelThatIsRefusedDoesNotCostTheOthers() throws IOException {
    String bad =
        Files.write(
                folder.resolve("bad.pb"),
                GraphBuilder.graph().placeholder("x", 1, 4).op("Bucketize", "y", "x").bytes())
            .toString();
    Invocation run =
        Invocation.of(
            "compare", bad, small, large, "--engine=native", "--zeros", "--max_time", "0.1");
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out).contains("small.pb").contains("large.pb").doesNotContain("bad.pb ");
    assertThat(run.err).contains("bad.pb: left out: ").contains("Bucketize").contains("native");
    refused(ExitCode.BAD_INPUT, "Bucketize", "compare", bad, "--engine=native", "--zeros");
  }

  private static void refused(ExitCode code, String message, String... arguments) {
    Invocation run = Invocation.of(arguments);
    assertThat(run.code).as(run.err).isEqualTo(code);
    assertThat(run.err).contains(message);
    assertThat(run.out).isEmpty();
  }
}
