package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kwsbench.Material;
import io.kwsbench.audio.SampleScale;
import io.kwsbench.engine.Engine;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.freeze.FreezeOptions;
import io.kwsbench.keras.freeze.Freezer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files that real Keras's and TensorFlow's probabilities became, clip by clip. */
class SubmissionGoldenTest {
  @TempDir Path folder;

  /** A checkpoint, a graph, and the files that were made with them. */
  record Golden(
      Engine engine, Material material, Path graph, String device, Path checkpoint, String views) {
    @Override
    public String toString() {
      return material + " " + engine.name();
    }

    Path file(String name) {
      return material.original("submission/" + name);
    }
  }

  static Stream<Golden> goldens() {
    return Material.present().flatMap(m -> ClipFolders.engines().map(e -> golden(e, m)));
  }

  private static Golden golden(Engine engine, Material m) {
    return m == Material.FIXTURES
        ? new Golden(
            engine,
            m,
            m.path("keras2/raw.pb"),
            "device.csv",
            m.path("keras2/ensemble.hdf5"),
            "views")
        : new Golden(
            engine,
            m,
            m.path("keras/pi195/frozen.pb"),
            "rpi_submission.csv",
            m.path("keras/106/ep-007-vl-3.4351.hdf5"),
            "REPR_submission_106_tta_leftloud");
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void theDevicesSubmissionByteForByte(Golden golden) throws IOException {
    Path clips = ClipFolders.submission(golden.material(), folder);
    Path out = folder.resolve("submission.csv");
    FrozenGraph graph = FrozenGraph.load(golden.graph());
    PredictOptions options =
        new PredictOptions(List.of(TtaView.AS_IS), null, SampleScale.DEVICE, 2);
    try (ClipModel model = new ClipModel(golden.engine(), graph)) {
      new Prediction(model, LabelSet.FROZEN, ClipFolder.list(clips), options, out)
          .submit(false, ClipFolders.SILENT);
    }
    assertThat(out).hasSameBinaryContentAs(golden.file(golden.device()));
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void threeFoldsOfTheCheckpoint(Golden golden) throws IOException {
    Path clips = ClipFolders.submission(golden.material(), folder);
    String name = golden.views();
    try (ClipModel model = new ClipModel(golden.engine(), frozen(golden.checkpoint()))) {
      new Prediction(
              model,
              LabelSet.ALL,
              ClipFolder.list(clips),
              ClipFolders.options(TtaView.THREE),
              folder.resolve(name + ".csv"))
          .predict(false, ClipFolders.SILENT);
    }
    for (String suffix : List.of(".csv", "_all_labels.csv")) {
      assertThat(folder.resolve(name + suffix)).hasSameBinaryContentAs(golden.file(name + suffix));
    }
    compareProbabilities(golden, name + "_all_labels_probs.csv");
  }

  private void compareProbabilities(Golden golden, String name) throws IOException {
    Path original = golden.file(name);
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
    byte[] graph = Freezer.freeze(checkpoint, file.toString(), FreezeOptions.DEFAULT).graph();
    return FrozenGraph.parse(graph, file.toString());
  }
}
