package io.kwsbench.cli.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.ReferenceOutputs;
import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.OddClips;
import io.kwsbench.cli.TinyGraph;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SeededPiGraph;
import io.kwsbench.workload.SyntheticClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;

class RunCommandTest {
  @TempDir Path folder;
  private String graph;
  private String good;

  @BeforeEach
  void files() throws IOException {
    Path file = folder.resolve("default.pb");
    Files.write(file, SeededPiGraph.make().toBytes());
    graph = file.toString();
    Path clip = folder.resolve("clips/good.wav");
    Files.createDirectories(clip.getParent());
    WavWriter.write(clip, SyntheticClip.of(3));
    good = clip.toString();
  }

  @Test
  void csvHasAClipALine() {
    Invocation run = Invocation.of("run", "--graph", graph, good, good);
    assertThat(run.err).isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    List<String> lines = run.out.lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("clip,label,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,p10,p11");
    assertThat(lines.get(1)).startsWith(good + ",p").isEqualTo(lines.get(2));
    double sum = 0;
    for (String p : List.of(lines.get(1).split(",")).subList(2, 14)) {
      sum += Double.parseDouble(p);
    }
    assertThat(sum).isCloseTo(1, within(1e-5));
  }

  @Test
  void labelsNameTheColumns() throws IOException {
    Path labels = folder.resolve("labels.txt");
    Files.write(labels, SeededPiGraph.LABELS);
    Invocation run =
        Invocation.of(
            "run", "--graph", graph, "--labels", labels.toString(), good, "--format=json");
    JsonNode row = new ObjectMapper().readTree(run.out).get(0);
    assertThat(row.get("clip").asText()).isEqualTo(good);
    assertThat(SeededPiGraph.LABELS).contains(row.get("label").asText());
    assertThat(row.get("probabilities").size()).isEqualTo(12);
    Invocation text =
        Invocation.of(
            "run", "--graph", graph, "--labels", labels.toString(), good, "--format=text");
    assertThat(text.out).startsWith(good + ": ").hasLineCount(1);
  }

  @Test
  void unreadableClipsAreNamedAndTheOthersDone() throws IOException {
    Path bad = folder.resolve("clips/bad.wav");
    Files.writeString(bad, "no sound");
    Invocation run =
        Invocation.of("run", "--graph", graph, folder.resolve("clips").toString(), "gone.wav");
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out.lines()).hasSize(2);
    assertThat(run.out).contains(good);
    assertThat(run.err.lines())
        .hasSize(3)
        .anySatisfy(line -> assertThat(line).contains("bad.wav"))
        .anySatisfy(line -> assertThat(line).contains("gone.wav"))
        .last()
        .isEqualTo("kwsbench: 2 of the clips could not be used");
  }

  @Test
  void aWrongNumberOfLabelsIsOneLine() throws IOException {
    Path labels = folder.resolve("labels.txt");
    Files.write(labels, List.of("yes", "no"));
    Invocation run = Invocation.of("run", "--graph", graph, "--labels", labels.toString(), good);
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains("2 labels for 12 classes").hasLineCount(1);
  }

  @Test
  void aGraphThatHearsNothingIsOneLine() throws IOException {
    Path tiny = folder.resolve("tiny.pb");
    Files.write(tiny, TinyGraph.bytes());
    Invocation run = Invocation.of("run", "--graph", tiny.toString(), good);
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out).isEmpty();
    assertThat(run.err).contains(tiny + ": input x:0 float[1,2] takes features").hasLineCount(1);
    assertThat(run.err).endsWith(": --input_values feeds it features\n");
  }

  @Test
  void missingGraphOrClipIsBadUsage() {
    assertThat(Invocation.of("run", good).code).isEqualTo(ExitCode.USAGE);
    assertThat(Invocation.of("run", "--graph", graph).code).isEqualTo(ExitCode.USAGE);
  }

  static Stream<ReferenceOutputs.Case> piGraphs() {
    return ReferenceOutputs.kerasCases()
        .filter(c -> Set.of("keras2/raw.pb", "keras/pi195/frozen.pb").contains(c.graph()));
  }

  @ParameterizedTest
  @MethodSource("piGraphs")
  void aGraphGivesTheReferenceOutputs(ReferenceOutputs.Case reference) {
    List<ReferenceOutputs.Row> rows = reference.rows();
    List<String> arguments =
        new ArrayList<>(List.of("run", "--graph", reference.file().toString()));
    rows.forEach(row -> arguments.add(row.clip().toString()));

    Invocation run = Invocation.of(arguments.toArray(new String[0]));

    assertThat(run.code).isEqualTo(ExitCode.DONE);
    List<String> lines = run.out.lines().skip(1).toList();
    assertThat(lines).hasSameSizeAs(rows);
    for (int i = 0; i < lines.size(); i++) {
      String[] cells = lines.get(i).split(",");
      float[] expected = rows.get(i).probabilities();
      assertThat(cells[0]).isEqualTo(rows.get(i).clip().toString());
      for (int c = 0; c < expected.length; c++) {
        assertThat(Float.parseFloat(cells[c + 2])).isCloseTo(expected[c], within(2e-5f));
      }
    }
  }

  /** The graph decodes the file: whatever the file is, it hears what other graphs hear. */
  @ParameterizedTest
  @ValueSource(strings = {"native", "tensorflow"})
  void aGraphThatTakesBytesHearsEveryFileAsOthersDo(String engine) throws IOException {
    for (int rate : new int[] {16_000, 44_100}) {
      Clip sound = Clip.ofPcm16(rate, 1, SyntheticClip.of(3).toPcm16());
      Path clips = Files.createDirectory(folder.resolve("rate" + rate));
      for (Map.Entry<String, byte[]> file : OddClips.of(sound).entrySet()) {
        Files.write(clips.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(clips.resolve("page.wav"), "<html>");
      Invocation samples =
          Invocation.of("run", "--graph", graph, "--engine", engine, clips.toString());
      Invocation bytes =
          Invocation.of(
              "run",
              "--graph",
              graphOfBytes().toString(),
              "--engine",
              engine,
              "--input_layer=wav_fn",
              "--input_layer_type=string",
              clips.toString());
      assertThat(bytes.code).isEqualTo(samples.code).isEqualTo(ExitCode.BAD_INPUT);
      assertThat(bytes.err).isEqualTo(samples.err).contains("page.wav: not a WAV file");
      if (rate != 16_000) {
        assertThat(bytes.err)
            .contains("plain.wav: resampled from 44100 to 16000 Hz")
            .contains("plain.wav: padded from 5805 to 16000 samples with silence");
      }
      List<String> rows = bytes.out.lines().skip(1).toList();
      assertThat(rows).hasSize(7);
      List<String> wanted = samples.out.lines().skip(1).toList();
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i).split(",")[0]).isEqualTo(wanted.get(i).split(",")[0]);
        assertProbabilities(rows.get(i), wanted.get(0));
        assertProbabilities(wanted.get(i), wanted.get(0));
      }
    }
  }

  /** The graph without its ReadFile: the placeholder is a WAV file's bytes. */
  private Path graphOfBytes() throws IOException {
    GraphDef.Builder bytes = GraphDef.newBuilder();
    for (NodeDef node : GraphDef.parseFrom(Files.readAllBytes(Path.of(graph))).getNodeList()) {
      if (node.getOp().equals("DecodeWav")) {
        bytes.addNode(node.toBuilder().setInput(0, "wav_fn"));
      } else if (!node.getOp().equals("ReadFile")) {
        bytes.addNode(node);
      }
    }
    return Files.write(folder.resolve("bytes.pb"), bytes.build().toByteArray());
  }

  private static void assertProbabilities(String row, String wanted) {
    String[] mine = row.split(",");
    String[] others = wanted.split(",");
    assertThat(mine[1]).isEqualTo(others[1]);
    for (int i = 2; i < others.length; i++) {
      assertThat(Double.parseDouble(mine[i]))
          .isCloseTo(Double.parseDouble(others[i]), within(1e-3));
    }
  }

  /** Such a graph cannot be given other samples than the file's. */
  @Test
  void aGraphThatOpensFilesRefusesTheClipsThatItWouldMishear() throws IOException {
    Path clips = Files.createDirectory(folder.resolve("paths"));
    WavWriter.write(clips.resolve("a.wav"), SyntheticClip.of(3));
    Files.write(clips.resolve("b.wav"), OddClips.of(SyntheticClip.of(3)).get("bits24.wav"));
    WavWriter.write(clips.resolve("c.wav"), Clip.ofPcm16(44_100, 1, SyntheticClip.of(3).toPcm16()));
    Invocation run =
        Invocation.of(
            "run",
            "--graph",
            graph,
            "--input_layer=wav_fn",
            "--input_layer_type=string",
            clips.toString());
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.out.lines().skip(1)).singleElement().asString().startsWith(clips + "/a.wav,");
    assertThat(run.err)
        .contains("b.wav: the graph opens the file itself", "not 24 bits at 16000 Hz: convert")
        .contains("c.wav: the graph opens the file itself", "not 16 bits at 44100 Hz: convert");
  }
}
