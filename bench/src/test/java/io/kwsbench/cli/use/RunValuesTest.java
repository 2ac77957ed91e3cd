package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models on numbers from files: every output value is printed. */
class RunValuesTest {
  private static final String MODEL = Material.fixture("onnx/crnn.onnx").toString();
  private static final String INPUT = Material.fixture("onnx/crnn.input.csv").toString();

  @TempDir Path folder;

  @Test
  void printsWhatOnnxRuntimeComputed() throws IOException {
    Invocation run = Invocation.of("run", "--graph", MODEL, "--input_values", INPUT);
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    List<String> lines = run.out.lines().toList();
    List<String> wanted = Files.readAllLines(Material.fixture("onnx/crnn.output.csv"));
    assertThat(lines).hasSize(wanted.size());
    assertThat(lines.get(0)).isEqualTo("run,output,index,value");
    for (int i = 1; i < wanted.size(); i++) {
      String[] cells = lines.get(i).split(",");
      assertThat(cells).startsWith("1", "y:0", Integer.toString(i - 1));
      assertThat(Double.parseDouble(cells[3]))
          .isCloseTo(Double.parseDouble(wanted.get(i)), within(1e-5));
    }
  }

  @Test
  void eachRowIsARun() throws IOException {
    List<String> values = Files.readAllLines(Path.of(INPUT));
    String row = String.join(",", values.subList(1, values.size()));
    Path rows = Files.writeString(folder.resolve("rows.csv"), row + "\n" + row + "\n");
    Invocation run = run(rows, "--format", "json");
    JsonNode runs = new ObjectMapper().readTree(run.out);
    assertThat(runs).hasSize(2);
    assertThat(runs.get(1).get("run").asInt()).isEqualTo(2);
    assertThat(runs.get(1).get("values")).isEqualTo(runs.get(0).get("values"));
    Invocation text = run(rows, "--format", "text");
    assertThat(text.out).startsWith("run 1: y:0 float[").contains("\nrun 2: y:0 float[");
  }

  private static Invocation run(Path file, String... flags) {
    List<String> all = new java.util.ArrayList<>(List.of("run", "--graph", MODEL));
    all.addAll(List.of("--input_values", file.toString()));
    all.addAll(List.of(flags));
    Invocation run = Invocation.of(all.toArray(String[]::new));
    assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
    return run;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1,2,3 | the shape [1, 3] does not fit input x:0 float[1,1,20,30]",
        "1,x | line 1: 'x' is not a number",
        "shape 2\\n1 | 1 values for the shape [2]",
        "shape 0\\n | line 1: '0' is no dimension",
      })
  void refusesOtherValuesInOneLine(String text, String why) throws IOException {
    Path file = Files.writeString(folder.resolve("v.csv"), text.replace("\\n", "\n"));
    Invocation run = Invocation.of("run", "--graph", MODEL, "--input_values", file.toString());
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains(file + ": " + why).hasLineCount(1);
  }

  @Test
  void takesEitherClipsOrValues() {
    Invocation both = Invocation.of("run", "--graph", MODEL, "--input_values", INPUT, "a.wav");
    assertThat(both.code).isEqualTo(ExitCode.USAGE);
    assertThat(both.err).contains("run takes either clips or --input_values");
    Invocation two = Invocation.of("run", "--graph", MODEL, "--input_values", INPUT + "," + INPUT);
    assertThat(two.code).isEqualTo(ExitCode.USAGE);
    assertThat(two.err).contains("--input_values names 2 files for the inputs [x:0");
  }

  @Test
  void theShapeOfTheFeaturesFeedsABenchmark() {
    Invocation measured =
        Invocation.of(
            "benchmark",
            "--graph",
            MODEL,
            "--input_layer",
            "x",
            "--input_layer_shape",
            "1,1,20,30",
            "--max_num_runs=2");
    assertThat(measured.code).as(measured.err).isEqualTo(ExitCode.DONE);
    assertThat(measured.out).contains("from crnn.onnx (opset ");
  }
}
