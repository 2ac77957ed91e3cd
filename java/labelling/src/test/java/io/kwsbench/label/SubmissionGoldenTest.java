package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.SharedMaterial;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.engine.Engine;
import io.kwsbench.freeze.FreezeOptions;
import io.kwsbench.freeze.Freezer;
import io.kwsbench.graph.FrozenGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that the original's scripts wrote for 211 real clips. */
class SubmissionGoldenTest {
  @TempDir Path folder;

  static Stream<Engine> engines() {
    return ClipFolders.engines();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void theDevicesSubmissionByteForByte(Engine engine) throws IOException {
    Path clips = ClipFolders.submission(folder);
    Path out = folder.resolve("rpi_submission.csv");
    FrozenGraph graph = FrozenGraph.load(SharedMaterial.require("keras/pi195/frozen.pb"));
    PredictOptions options = new PredictOptions(List.of(Fold.AS_IS), null, SampleScale.DEVICE, 2);
    try (ClipModel model = new ClipModel(engine, graph)) {
      new Prediction(model, LabelSet.FROZEN, ClipFolder.list(clips), options, out)
          .submit(false, ClipFolders.SILENT);
    }
    assertThat(out)
        .hasSameBinaryContentAs(SharedMaterial.require("keras/submission/rpi_submission.csv"));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void threeFoldsOfTheCheckpoint(Engine engine) throws IOException {
    Path checkpoint = SharedMaterial.require("keras/106/ep-007-vl-3.4351.hdf5");
    Path clips = ClipFolders.submission(folder);
    String name = "REPR_submission_106_tta_leftloud";
    try (ClipModel model = new ClipModel(engine, frozen(checkpoint))) {
      new Prediction(
              model,
              LabelSet.ALL,
              ClipFolder.list(clips),
              ClipFolders.options(Fold.THREE),
              folder.resolve(name + ".csv"))
          .predict(false, ClipFolders.SILENT);
    }
    for (String suffix : List.of(".csv", "_all_labels.csv")) {
      assertThat(folder.resolve(name + suffix))
          .hasSameBinaryContentAs(SharedMaterial.require("keras/submission/" + name + suffix));
    }
    compareProbabilities(name + "_all_labels_probs.csv");
  }

  private void compareProbabilities(String name) throws IOException {
    Path original = SharedMaterial.require("keras/submission/" + name);
    assertThat(Files.readAllLines(folder.resolve(name)).get(0))
        .isEqualTo(Files.readAllLines(original).get(0));
    try (ProbabilityFile given = new ProbabilityFile(folder.resolve(name), LabelSet.ALL);
        ProbabilityFile wanted = new ProbabilityFile(original, LabelSet.ALL)) {
      for (var row = wanted.next(); row != null; row = wanted.next()) {
        var ours = given.next();
        assertThat(ours.name()).isEqualTo(row.name());
        assertThat(ours.probabilities()).containsExactly(row.probabilities(), within(1e-5f));
      }
      assertThat(given.next()).isNull();
    }
  }

  private static FrozenGraph frozen(Path file) {
    KerasCheckpoint checkpoint = KerasCheckpoint.read(file);
    byte[] graph =
        Freezer.freeze(
                checkpoint,
                checkpoint.modelConfig().orElseThrow(),
                file.toString(),
                FreezeOptions.DEFAULT)
            .graph();
    return FrozenGraph.parse(graph, file.toString());
  }
}
