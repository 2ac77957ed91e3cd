package io.kwsbench.cli.make;

import static io.kwsbench.cli.make.TwoWords.train;
import static io.kwsbench.cli.make.TwoWords.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.cli.Invocation;
import io.kwsbench.cli.model.CheckpointLabels;
import io.kwsbench.keras.checkpoint.CheckpointWriter;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trained checkpoint knows of its model: its features and its words. */
class TrainedCheckpointTest {
  @TempDir static Path shared;

  private static String data;

  /** A training of one epoch on two kinds of features; no test changes its folder. */
  private static Invocation trained;

  @TempDir Path folder;

  @BeforeAll
  static void trainOnce() throws IOException {
    data = TwoWords.data(shared);
    trained =
        Invocation.of(
            with(train(data, run(), "1"), "--features", "mfcc_and_raw", "--format", "json"));
  }

  private static String run() {
    return shared.resolve("run").toString();
  }

  @Test
  void featuresGoFromTrainingIntoTheGraph() throws IOException {
    String run = run();
    assertThat(trained.code).as(trained.err).isEqualTo(ExitCode.DONE);
    assertThat(trained.out)
        .startsWith("{\"epoch\":1,\"steps\":2,\"loss\":")
        .contains("\"waited_share\":", "\"checkpoint\":\"ep-001-vl-");

    Invocation other = Invocation.of(with(train(data, run, "2"), "--features", "mfcc", "--resume"));
    assertThat(other.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err).contains("--features: mfcc_and_raw there, mfcc here");

    Invocation tensorflow = evaluate(data, run, "tensorflow", "low,high");
    Invocation mine = evaluate(data, run, "native", "low,high");
    assertThat(tensorflow.code).as(tensorflow.err).isEqualTo(ExitCode.DONE);
    assertThat(mine.out.lines().filter(line -> line.contains(",")))
        .containsExactlyElementsOf(
            tensorflow.out.lines().filter(line -> line.contains(",")).toList());
  }

  @Test
  void bothFormsOfFreezeWriteTheGraphOfClips() throws IOException {
    Path checkpoint = checkpoint(run());
    Path named = folder.resolve("named.pb");
    Invocation flag =
        Invocation.of("freeze", "--checkpoint", checkpoint.toString(), "--out", named.toString());
    assertThat(flag.code).as(flag.err).isEqualTo(ExitCode.DONE);
    assertThat(flag.out)
        .startsWith("model      ")
        .contains(" weights, trained by kwsbench\n")
        .contains("labels     _silence_ _unknown_ low high\n");
    Path bare = folder.resolve("bare.pb");
    Invocation positional =
        Invocation.of("freeze", checkpoint.toString(), "--out", bare.toString());
    assertThat(positional.code).as(positional.err).isEqualTo(ExitCode.DONE);
    assertThat(positional.err).doesNotContain("imported");
    assertThat(bare).hasSameBinaryContentAs(named);
    Path checked = folder.resolve("checked.pb");
    Invocation check =
        Invocation.of(
            "freeze", checkpoint.toString(), "--out", checked.toString(), "--check", data + "/low");
    assertThat(check.code).as(check.err).isEqualTo(ExitCode.DONE);
    assertThat(checked).hasSameBinaryContentAs(named);
  }

  @Test
  void aCheckpointWithoutItsFlagIsAskedAbout() throws IOException {
    Path checkpoint = checkpoint(run());
    Invocation refused = Invocation.of("evaluate", checkpoint.toString(), "--data", data);
    assertThat(refused.code).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err)
        .contains(
            "unexpected argument '"
                + checkpoint
                + "'; did you mean --checkpoint "
                + checkpoint
                + "?");
  }

  @Test
  void aCheckpointKnowsItsWordsInTheirOrder() throws IOException {
    String run = folder.resolve("run").toString();
    copy(Path.of(run()), Path.of(run));
    Invocation right = evaluate(data, run, "native", "low,high");
    Invocation swapped = evaluate(data, run, "native", "high,low");
    assertThat(swapped.code).as(swapped.err).isEqualTo(ExitCode.DONE);
    assertThat(swapped.out).isEqualTo(right.out);
    Invocation strange = evaluate(data, run, "native", "low,middle");
    assertThat(strange.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(strange.err).contains("has the words low,high, not middle; --words lacks high");

    Path checkpoint = checkpoint(run);
    List<String> labels = List.of("_silence_", "_unknown_", "low", "high");
    KerasCheckpoint stored = KerasCheckpoint.read(checkpoint);
    assertThat(stored.metadata().labels()).isEqualTo(labels);
    CheckpointWriter.write(stored.withMetadata(ModelMetadata.NONE), checkpoint);
    assertThat(KerasCheckpoint.read(checkpoint).metadata().labels()).isEmpty();
    assertThat(CheckpointLabels.read(checkpoint).metadata().labels())
        .as("the training record knows an older checkpoint's classes")
        .isEqualTo(labels);

    String frozen = folder.resolve("frozen.pb").toString();
    String[] freeze = {
      "freeze", "--checkpoint", checkpoint.toString(), "--frozen_path", frozen, "--force"
    };
    assertThat(Invocation.of(freeze).out).contains("labels     _silence_ _unknown_ low high\n");
    assertThat(Invocation.of("freeze", checkpoint.toString(), "--out", frozen, "--force").out)
        .as("the training record knows that it is one of clips")
        .contains("labels     _silence_ _unknown_ low high\n");
    Invocation other = Invocation.of(with(freeze, "--words", "high,low"));
    assertThat(other.code).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(other.err).contains("--words", "label 3 is 'high', but 'low' in " + checkpoint);
    assertThat(Invocation.of(with(freeze, "--wanted_words", "high")).out)
        .contains("labels     _silence_ _unknown_ high\n");
  }

  /** The confusion matrix. */
  private static Invocation evaluate(String data, String run, String engine, String words)
      throws IOException {
    return Invocation.of(
        "evaluate",
        "--checkpoint",
        checkpoint(run).toString(),
        "--data",
        data,
        "--words",
        words,
        "--set",
        "training",
        "--engine",
        engine,
        "--format",
        "csv");
  }

  private static Path checkpoint(String run) throws IOException {
    try (var files = Files.newDirectoryStream(Path.of(run), "ep-001-*.hdf5")) {
      return files.iterator().next();
    }
  }

  /** The files of a run, without its folders. */
  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (var files = Files.newDirectoryStream(from, Files::isRegularFile)) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }
}
