package io.kwsbench.cli.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import io.kwsbench.cli.Invocation;
import io.kwsbench.usage.ExitCode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file of another format that is given as a graph: the message ends with what to type. */
class GraphAdviceTest {
  private static final Map<String, String> STARTS =
      Map.ofEntries(
          Map.entry("keras", "PK\003\004 model.weights.h5"),
          Map.entry("zip", "PK\003\004 others"),
          Map.entry("script", "PK\003\004 m/data.pkl m/constants.pkl"),
          Map.entry("export", "PK\003\004 m/archive_format"),
          Map.entry("weights", "PK\003\004 m/data.pkl"),
          Map.entry("gzip", "\u001f\u008b\b"),
          Map.entry("tflite", "\0\0\0\0TFL3"),
          Map.entry("plan", "KWSP"),
          Map.entry("wav", "RIFF\0\0\0\0WAVE"),
          Map.entry("lfs", "version https://git-lfs.github.com/spec/v1"),
          Map.entry("state", "model_checkpoint_path: x"),
          Map.entry("baseline", "{\n  \"schema\" : 2,\n  \"name\" : \"b\""),
          Map.entry("report", "{\n  \"schema_version\" : 2,\n  \"name\" : \"x\""),
          Map.entry("text", "node { name: x }"));

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
benchmark | plan   | model.bin    | rename it so that its name ends in .kws
compile --dump_plan | plan | model.kws | kwsbench benchmark --graph FILE measures it
roofline  | plan   | model.kws    | kwsbench benchmark --graph FILE measures it
benchmark | wav    | yes.wav      | give clips as --input_wav
predict --clips CLIPS --out o.csv | wav | yes.wav | give clips as --clips
run x.wav | wav    | yes.wav      | give clips after the flags
benchmark | state  | checkpoint   | freeze it with TensorFlow first (convert_variables_to_constants)
benchmark | text   | graph.pbtxt  | write it as a binary GraphDef
benchmark | report | b2.json      | to compare runs, use kwsbench suite with --save_baseline and then --baseline
benchmark | zip    | model.zip    | unpack it first
benchmark | script | m.pt | export it to ONNX in Python: model = torch.jit.load('FILE').eval(); torch.onnx.export(model, (torch.zeros(INPUT_SHAPE),), 'model.onnx')
benchmark | export | m.pt2 | export it to ONNX in Python: model = torch.export.load('FILE').module(); torch.onnx.export(model, (torch.zeros(INPUT_SHAPE),), 'model.onnx')
benchmark | weights | m.pth | export it to ONNX in Python: model = YourModel(); model.load_state_dict(torch.load('FILE')); torch.onnx.export(model, (torch.zeros(INPUT_SHAPE),), 'model.onnx')
benchmark | gzip   | model.gz     | unpack it first
benchmark | lfs    | graph.pb     | git lfs pull fetches the file
""")
  void theMessageEndsWithWhatToType(String command, String kind, String name, String advice)
      throws Exception {
    Path file =
        Files.write(folder.resolve(name), STARTS.get(kind).getBytes(StandardCharsets.ISO_8859_1));
    Path clips = Files.createDirectory(folder.resolve("clips"));
    Files.writeString(clips.resolve("a.wav"), STARTS.get("wav"));
    String typed = command.replace("CLIPS", clips.toString());
    Invocation refused = Invocation.of((typed + " --graph " + file).split(" "));
    assertThat(refused.code).as(refused.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err)
        .contains(", not a frozen graph (.pb)")
        .endsWith("; " + advice.replace("FILE", file.toString()) + "\n")
        .hasLineCount(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
freeze --checkpoint | graph | frozen.pb | kwsbench benchmark --graph FILE measures it
predict --clips CLIPS --out o.csv --checkpoint | graph | frozen.pb | give it as --graph
predict --clips CLIPS --out o.csv --checkpoint | plan | m.kws | give it as --graph
freeze --checkpoint | plan   | model.kws | kwsbench benchmark --graph FILE measures it
freeze --checkpoint | tflite | m.tflite  | kwsbench compare FILE measures it
freeze --checkpoint | keras  | m.keras   | kwsbench freeze FILE converts it to a frozen graph
predict --clips CLIPS --out o.csv --checkpoint | keras | m.keras | give it as --graph
freeze --checkpoint | wav    | a.wav     | kwsbench run --graph MODEL FILE runs a model on it
freeze --checkpoint | lfs    | m.h5      | git lfs pull fetches the file
listen --graph      | wav    | a.wav     | give clips after the flags
listen --graph      | graph  | g.kws     | rename it so that its name ends in .pb
benchmark --graph   | graph  | g.kws     | rename it so that its name ends in .pb
compare --zeros     | baseline | b.json  | to compare runs, use kwsbench suite with --save_baseline and then --baseline
compare --zeros     | report | b2.json   | to compare runs, use kwsbench suite with --save_baseline and then --baseline
compare --zeros     | graph  | g.onnx    | rename it so that its name ends in .pb
compare --zeros     | graph  | g.tflite  | rename it so that its name ends in .pb
""")
  void everyFlagThatTakesAModelNamesWhatItGot(
      String command, String kind, String name, String advice) throws Exception {
    byte[] bytes =
        kind.equals("graph")
            ? Files.readAllBytes(Material.fixture("tf1/cnn.pb"))
            : STARTS.get(kind).getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve(name), bytes);
    Path clips = Files.createDirectory(folder.resolve("clips"));
    Files.writeString(clips.resolve("a.wav"), STARTS.get("wav"));
    String typed = command.replace("CLIPS", clips.toString());
    Invocation refused = Invocation.of((typed + " " + file).split(" "));
    assertThat(refused.code).as(refused.err).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(refused.err)
        .startsWith("kwsbench: " + file + ": a")
        .contains(", not a")
        .endsWith("; " + advice.replace("FILE", file.toString()) + "\n")
        .hasLineCount(1);
  }

  @Test
  void aSuiteNamesAGraphInAnotherFormatsName() throws Exception {
    Path graph = Files.copy(Material.fixture("tf1/cnn.pb"), folder.resolve("g.onnx"));
    Path suite =
        Files.writeString(folder.resolve("s.yaml"), "cases:\n  - {name: a, graph: g.onnx}\n");
    Invocation refused =
        Invocation.of("suite", suite.toString(), "--journal", folder.resolve("j").toString());
    assertThat(refused.err)
        .isEqualTo(
            "kwsbench: "
                + graph
                + ": a frozen graph (.pb), not an ONNX model (.onnx); rename it so that its name"
                + " ends in .pb\n");
    assertThat(refused.code).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aCompiledModelThatTensorFlowShouldRunNamesItsEngine() throws Exception {
    Path file = Files.writeString(folder.resolve("model.kws"), "KWSP");
    Invocation refused = Invocation.of("benchmark", "--engine=tensorflow", "--graph", "" + file);
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err).contains("runs only in the native engine (--engine=native)");
  }
}
