package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.Material;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The light bundles lack TensorFlow's Java API and charts: what does not need them runs. */
class LiteClassPathTest {
  private static final List<String> LACKING =
      List.of(
          "tensorflow-core-api",
          "ndarray",
          "openblas",
          "kwsbench-tensorflow",
          "java/tensorflow/target/classes",
          "xchart",
          "VectorGraphics2D",
          "flatbuffers");

  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  @Test
  void everyCommandExplainsItself() throws Exception {
    Ended all = run("--help");
    assertThat(all.err()).isEmpty();
    assertThat(all.code()).isZero();
    assertThat(all.out()).contains("benchmark", "train");
    Ended train = run("train", "--help");
    assertThat(train.err()).isEmpty();
    assertThat(train.code()).isZero();
    assertThat(train.out()).contains("--batch_norm_average");
    Ended synthesize = run("synthesize", "--help");
    assertThat(synthesize.err()).isEmpty();
    assertThat(synthesize.code()).isZero();
    assertThat(synthesize.out()).contains("--list_voices");
  }

  @Test
  void synthesisNamesWhatItLacks() throws Exception {
    Ended made = run("synthesize", "--words", "stop", "--out", "clips");
    assertThat(made.code()).isEqualTo(3);
    assertThat(made.err())
        .isEqualTo("kwsbench: this bundle synthesizes no speech: use one that is not light\n");
  }

  @Test
  void checkpointsAreFrozenAndGraphsCompiled() throws Exception {
    Path checkpoint = Material.fixture("keras2/raw.hdf5");
    Ended freeze =
        run("freeze", "--checkpoint", checkpoint.toString(), "--frozen_path", "frozen.pb");
    assertThat(freeze.err()).doesNotContain("cannot be loaded");
    assertThat(freeze.code()).as(freeze.err()).isZero();
    Ended compile = run("compile", "--graph", "frozen.pb", "--out", "model.kws");
    assertThat(compile.code()).as(compile.err()).isZero();
    assertThat(folder.resolve("model.kws")).isNotEmptyFile();
  }

  @Test
  void trainingNamesWhatItLacks() throws Exception {
    Files.createDirectories(folder.resolve("data/yes"));
    Ended train = run("train", "--data", "data", "--out", "run");
    assertThat(train.code()).isNotZero();
    assertThat(train.err().strip().lines()).hasSize(1);
    assertThat(train.err()).startsWith("kwsbench: ");
  }

  @Test
  void plottingNamesWhatItLacks() throws Exception {
    Ended plot = run("plot", "--logs", Material.fixture("events").toString(), "--out", "curves");
    assertThat(plot.code()).isNotZero();
    assertThat(plot.err()).contains("this bundle draws no charts: use one that is not light");
  }

  @Test
  void tensorFlowLiteNamesWhatItLacks() throws Exception {
    String model = Material.fixture("tflite/split_v.tflite").toString();
    Ended compile = run("compile", "--graph", model, "--out", "model.kws");
    assertThat(compile.code()).isNotZero();
    assertThat(compile.err())
        .contains(
            "this bundle reads no TensorFlow Lite models: compile the model with a bundle that is"
                + " not light");
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + "/bin/java");
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.add("-Xshare:off"); // which would warn of the class loader
    command.add("-Djava.system.class.loader=" + LightClassLoader.class.getName());
    command.addAll(List.of("-cp", classPath(), Main.class.getName()));
    command.addAll(List.of(arguments));
    File out = folder.resolve("out").toFile();
    File err = folder.resolve("err").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out)
            .redirectError(err)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return new Ended(
        process.exitValue(), Files.readString(out.toPath()), Files.readString(err.toPath()));
  }

  private static String classPath() {
    String whole = System.getProperty("java.class.path");
    assertThat(whole).contains("tensorflow-core-api");
    return Arrays.stream(whole.split(File.pathSeparator))
        .filter(entry -> LACKING.stream().noneMatch(entry::contains))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
