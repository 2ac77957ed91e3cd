package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX models on the command line. */
class FreezeOnnxTest {
  private static final String MODEL = Material.fixture("onnx/crnn.onnx").toString();

  @TempDir Path folder;

  @Test
  void namesTheClasses() throws Exception {
    Path frozen = folder.resolve("named.pb");
    TensorName output = TensorName.parse("y:0");
    assertThat(Invocation.of("freeze", MODEL, "--out", frozen.toString()).err).isEmpty();
    FrozenGraph nameless = FrozenGraph.load(frozen);
    int classes = (int) GraphShapes.of(nameless).info(output).shape().elements().orElseThrow();
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "word " + i).toList();
    String labels = Files.write(folder.resolve("names"), names).toString();

    Invocation named =
        Invocation.of("freeze", MODEL, "--out", frozen.toString(), "--labels", labels);
    assertThat(named.code).as(named.err).isEqualTo(ExitCode.DONE);
    assertThat(FrozenGraph.load(frozen).metadata(output).labels()).isEqualTo(names);

    Files.write(folder.resolve("names"), List.of("one"));
    Invocation wrong =
        Invocation.of("freeze", MODEL, "--out", frozen.toString(), "--labels", labels);
    assertThat(wrong.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(wrong.err).contains("1 label for " + classes + " classes").hasLineCount(1);
  }

  @Test
  void freezes() {
    Path frozen = folder.resolve("crnn.pb");
    for (int again = 0; again < 2; again++) {
      Invocation done = Invocation.of("freeze", MODEL, "--out", frozen.toString());
      assertThat(done.code).as(done.err).isEqualTo(ExitCode.DONE);
      assertThat(done.out).contains("x:0 float[1,1,20,30] -> y:0");
    }
    assertThat(FrozenGraph.load(frozen).outputs()).hasToString("[y:0]");
  }

  @Test
  void refusesFlagsThatWouldChangeNothing() {
    Invocation refused = Invocation.of("freeze", MODEL, "--softmax", "add");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains("--softmax does not apply to an ONNX model");
  }

  @Test
  void writesNoGraphUnderTheNameOfACompiledModel() {
    Path named = folder.resolve("crnn.kws");
    Invocation refused = Invocation.of("freeze", MODEL, "--out", named.toString());
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err)
        .contains("crnn.kws: freeze writes a frozen graph (.pb); compile writes a compiled model");
    assertThat(named).doesNotExist();
  }

  @Test
  void namesTheChallengesLimitWithItsGateOnly() {
    String frozen = folder.resolve("crnn.pb").toString();
    assertThat(Invocation.of("freeze", MODEL, "--out", frozen).out)
        .containsPattern("size       [0-9,]+ bytes\n");
    assertThat(Invocation.of("freeze", MODEL, "--out", frozen, "--gate").out)
        .containsPattern("size       [0-9,]+ of 5,000,000 bytes \\(");
  }

  @Test
  void aModelWithoutItsFlagIsAskedAbout() {
    Invocation refused = Invocation.of("compile", MODEL, "--out", "crnn.kws");
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err)
        .contains("unexpected argument '" + MODEL + "'; did you mean --graph " + MODEL + "?");
  }

  @Test
  void compilesAndBenchmarks() {
    Path plan = folder.resolve("crnn.kws");
    Invocation compiled = Invocation.of("compile", "--graph", MODEL, "--out", plan.toString());
    assertThat(compiled.code).as(compiled.err).isEqualTo(ExitCode.DONE);
    Invocation measured = Invocation.of("benchmark", "--graph", MODEL, "--max_num_runs=2");
    assertThat(measured.code).as(measured.err).isEqualTo(ExitCode.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "m.onnx, an ONNX model",
    "m.tflite, a TensorFlow Lite model",
    "m.keras, .keras archive",
    "m.h5, an HDF5 file"
  })
  void namesTheFormatThatAnUnreadableFileShouldHave(String name, String format) throws IOException {
    byte[] bytes = new byte[300];
    new Random(1).nextBytes(bytes);
    String model = Files.write(folder.resolve(name), bytes).toString();
    Path frozen = folder.resolve("none.pb");
    for (String[] line :
        List.of(
            new String[] {"freeze", model, "--out", frozen.toString()},
            new String[] {"benchmark", "--graph", model})) {
      Invocation refused = Invocation.of(line);
      assertThat(refused.code).as(refused.err).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(refused.err.lines()).singleElement().asString().contains(model + ": ", format);
    }
    assertThat(frozen).doesNotExist();
  }

  @Test
  void aTruncatedKerasArchiveIsNoArchiveToUnpack() throws IOException {
    byte[] bytes = "PK\003\004 config.json".getBytes(StandardCharsets.US_ASCII);
    String model = Files.write(folder.resolve("m.keras"), bytes).toString();
    assertThat(Invocation.of("benchmark", "--graph", model).err)
        .contains("m.keras: damaged or truncated .keras archive");
  }

  @Test
  void refusesWhatNeedsNoInput() {
    Path frozen = folder.resolve("none.pb");
    String model = Material.fixture("onnx/refused/no_input.onnx").toString();
    Invocation refused = Invocation.of("freeze", model, "--out", frozen.toString());
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err).contains("its output depends on no input");
    assertThat(frozen).doesNotExist();
  }
}
