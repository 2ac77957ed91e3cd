package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.engine.ReferenceOutputs;
import io.kwsbench.workload.SeededPiGraph;
import io.kwsbench.workload.SyntheticClip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(run.err).contains("no input takes audio").hasLineCount(1);
  }

  @Test
  void missingGraphOrClipIsBadUsage() {
    assertThat(Invocation.of("run", good).code).isEqualTo(ExitCode.USAGE);
    assertThat(Invocation.of("run", "--graph", graph).code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void thePiGraphGivesTheReferenceOutputs() {
    String pi = SharedMaterial.require("keras/pi195/frozen.pb").toString();
    List<ReferenceOutputs.Row> rows = ReferenceOutputs.read("keras/pi195/outputs.csv");
    List<String> arguments = new ArrayList<>(List.of("run", "--graph", pi));
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
}
