package io.kwsbench.cli.make;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.audio.Clip;
import io.kwsbench.audio.WavWriter;
import io.kwsbench.cli.Invocation;
import io.kwsbench.graph.GraphBuilder;
import io.kwsbench.plan.MetadataSection;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.DefaultModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompileCommandTest {
  @TempDir Path folder;

  @Test
  void writesAPlanAndListsItsSteps() throws Exception {
    Path plan = folder.resolve("model.kws");
    Invocation run = Invocation.of("compile", "--out", plan.toString(), "--dump_plan");
    assertThat(run.err).isEmpty();
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(Files.size(plan)).isBetween(4_000_000L, 6_000_000L);
    assertThat(run.out)
        .contains("feed  decoded_sample_data:0 float[16000,1]")
        .contains("fetch labels_softmax:0 float[12]")
        .contains("depthwise_pointwise")
        .contains("depthwise_conv2d_3/DepthwiseConv2dNative")
        .doesNotContain("unknown");
  }

  private String written(GraphBuilder graph, String name) throws Exception {
    return Files.write(folder.resolve(name), graph.bytes()).toString();
  }

  private static GraphBuilder sound(String op) {
    return GraphBuilder.graph()
        .placeholder("x", 1, 16_000)
        .floats("w", new long[] {16_000, 2}, new float[32_000])
        .op("MatMul", "y", "x", "w")
        .op(op, "p", "y");
  }

  @Test
  void theClassesAreNamed() throws Exception {
    String graph = written(sound("Softmax"), "g.pb");
    Path model = folder.resolve("model.kws");
    String[] compile = {"compile", "--graph", graph, "--out", model.toString()};
    Invocation nameless = Invocation.of(compile);
    assertThat(nameless.code).isEqualTo(ExitCode.DONE);
    assertThat(nameless.err).contains(model + ": does not name its classes").hasLineCount(1);

    Path given = Files.write(folder.resolve("names"), List.of("ja", "nein"));
    Invocation named =
        Invocation.of(
            "compile", "--graph", graph, "--out", model.toString(), "--labels", given.toString());
    assertThat(named.err).isEmpty();
    assertThat(MetadataSection.read(model).labels()).containsExactly("ja", "nein");

    Files.write(folder.resolve("labels.txt"), List.of("yes", "no"));
    Invocation beside = Invocation.of(compile);
    assertThat(beside.err).contains("labels.txt names the classes").hasLineCount(1);
    assertThat(MetadataSection.read(model).labels()).containsExactly("yes", "no");
  }

  @Test
  void theEmbeddedModelKeepsItsNames() {
    Path model = folder.resolve("model.kws");
    assertThat(Invocation.of("compile", "--out", model.toString()).code).isEqualTo(ExitCode.DONE);
    assertThat(MetadataSection.read(model).labels()).isEqualTo(DefaultModel.labels());
  }

  @Test
  void whatCannotListenIsSaid() throws Exception {
    Path model = folder.resolve("model.kws");
    GraphBuilder maps = GraphBuilder.graph().placeholder("x", 1, 49, 10).op("Softmax", "p", "x");
    String features = written(maps, "features.pb");
    Invocation run = Invocation.of("compile", "--graph", features, "--out", model.toString());
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.err)
        .contains("x:0 float[1,49,10] takes features", "listen, predict and Spotter cannot use it")
        .hasLineCount(1);
    Invocation listen = Invocation.of("listen", "--graph", model.toString(), features);
    assertThat(listen.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(listen.err)
        .contains(model + ": input x:0 float[1,49,10] takes features", "run --input_values")
        .hasLineCount(1);

    String logarithms = written(sound("LogSoftmax"), "log.pb");
    Path names = Files.write(folder.resolve("names"), List.of("ja", "nein"));
    Invocation log =
        Invocation.of(
            "compile",
            "--graph",
            logarithms,
            "--out",
            model.toString(),
            "--labels",
            names.toString());
    assertThat(log.err).contains("p:0 is a log softmax, not probabilities").hasLineCount(1);
    Path wav = folder.resolve("a.wav");
    WavWriter.write(wav, Clip.ofPcm16(16_000, 1, new short[16_000]));
    Invocation heard = Invocation.of("listen", "--graph", model.toString(), wav.toString());
    assertThat(heard.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(heard.err).contains("no probabilities (a log softmax, or logits?)").hasLineCount(1);
  }

  @Test
  void logitsAreNoted() throws Exception {
    String logits = written(sound("Identity"), "logits.pb");
    Path names = Files.write(folder.resolve("names"), List.of("ja", "nein"));
    String model = folder.resolve("model.kws").toString();
    String[] compile = {"compile", "--graph", logits, "--out", model, "--labels", names.toString()};
    Invocation run = Invocation.of(compile);
    assertThat(run.code).isEqualTo(ExitCode.DONE);
    assertThat(run.err).contains("p:0 is a row of logits, not probabilities").hasLineCount(1);
  }

  @Test
  void withNothingToDoItIsBadUsage() {
    assertThat(Invocation.of("compile").code).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aMissingGraphOrFolderIsOneLine() {
    Invocation graph = Invocation.of("compile", "--graph", "no-such.pb", "--dump_plan");
    assertThat(graph.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(graph.err).contains("no-such.pb").hasLineCount(1);
    Invocation out = Invocation.of("compile", "--out", "/proc/no/such/folder/model.kws");
    assertThat(out.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.err).hasLineCount(1);
  }
}
