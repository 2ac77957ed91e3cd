package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.SeededPiGraph;
import io.kwsbench.workload.SyntheticClip;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tensorflow.proto.DataType;

/** Names that would move a terminal's cursor, set its title or forge a line are shown, not sent. */
class TerminalEscapesTest {
  private static final String HOSTILE = "x\nFAKE: PASS\u001b[2J\u001b]0;t\u0007\u009b1m\r";
  private static final String SHOWN =
      "x\\u000aFAKE: PASS\\u001b[2J\\u001b]0;t\\u0007\\u009b1m\\u000d";

  @TempDir static Path folder;
  private static String graph;
  private static String model;
  private static String clip;

  @BeforeAll
  static void write() throws Exception {
    graph = Files.write(folder.resolve("pi.pb"), SeededPiGraph.make().toBytes()).toString();
    model = folder.resolve("model.kws").toString();
    Invocation.of("compile", "--graph", graph, "--out", model);
    Path file = folder.resolve(HOSTILE + ".wav");
    WavWriter.write(file, SyntheticClip.of(3));
    clip = file.toString();
  }

  private static void requireClean(String text) {
    assertThat(text.lines()).noneMatch(line -> line.startsWith("FAKE"));
    assertThat(text.codePoints().filter(c -> c != '\n' && c != '\t'))
        .noneMatch(Character::isISOControl);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "csv"})
  void runShowsAClipsName(String format) {
    for (String file : new String[] {graph, model}) {
      Invocation run =
          Invocation.of("run", "--graph", file, "--engine=native", "--format", format, clip);
      assertThat(run.code).as(run.err).isEqualTo(ExitCode.DONE);
      assertThat(run.out).contains(SHOWN + ".wav");
      requireClean(run.out);
      requireClean(run.err);
    }
  }

  @Test
  void jsonStaysExact() throws Exception {
    Invocation run =
        Invocation.of("run", "--graph", graph, "--engine=native", "--format=json", clip);
    assertThat(new ObjectMapper().readTree(run.out).at("/0/clip").asText()).isEqualTo(clip);
    requireClean(run.out);
  }

  @Test
  void warningsAndErrorsOnStderrAreOneLine() throws Exception {
    Path odd = folder.resolve("odd" + HOSTILE + ".wav");
    Files.writeString(odd, "no clip");
    Invocation run =
        Invocation.of("run", "--graph", graph, "--engine=native", odd.toString(), clip);
    assertThat(run.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err).contains("FAKE: PASS");
    requireClean(run.err);
    requireClean(Invocation.of("run", "--graph", clip + "none", clip).err);
  }

  @Test
  void theBenchmarkShowsClipsLabelsAndNodes() throws Exception {
    Path labels =
        Files.writeString(folder.resolve("l.txt"), "e\u001b[5m\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n");
    for (String file : new String[] {graph, model}) {
      Invocation run =
          Invocation.of(
              "--graph",
              file,
              "--engine=native",
              "--max_num_runs=2",
              "--labels",
              labels.toString(),
              "--input_wav",
              clip);
      // a list with control characters may be refused: then the message is clean
      requireClean(run.out);
      requireClean(run.err);
      Invocation plain =
          Invocation.of(
              "--graph", file, "--engine=native", "--max_num_runs=2", "--input_wav", clip);
      assertThat(plain.code).as(plain.err).isEqualTo(ExitCode.DONE);
      assertThat(plain.out.replaceAll("\\s+", " "))
          .contains("fed with the clip " + folder + "/" + SHOWN);
      requireClean(plain.out);
    }
  }

  @Test
  void nodesAreShownByEveryListing() throws Exception {
    byte[] bytes =
        GraphBuilder.graph()
            .placeholder("x", 1, 2)
            .op("Tanh", "y" + HOSTILE, "x")
            .type("T", DataType.DT_FLOAT)
            .bytes();
    String file = Files.write(folder.resolve("nodes.pb"), bytes).toString();
    for (String format : new String[] {"text", "csv"}) {
      Invocation run =
          Invocation.of("--graph", file, "--engine=native", "--max_num_runs=2", "--format", format);
      assertThat(run.out + run.err).contains("FAKE: PASS");
      requireClean(run.out);
      requireClean(run.err);
    }
    Invocation listing = Invocation.of("compile", "--graph", file, "--dump_plan");
    requireClean(listing.out);
    requireClean(listing.err);
  }
}
