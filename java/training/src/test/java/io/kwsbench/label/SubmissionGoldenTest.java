package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.SharedMaterial;
import io.kwsbench.graph.FrozenGraph;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that the original's scripts wrote for 211 real clips. */
class SubmissionGoldenTest {
  @TempDir Path folder;

  @Test
  void theDevicesSubmissionByteForByte() throws IOException {
    Path clips = ClipFolders.submission(folder);
    Path out = folder.resolve("rpi_submission.csv");
    FrozenGraph graph = FrozenGraph.load(SharedMaterial.require("keras/pi195/frozen.pb"));
    PredictOptions options = new PredictOptions(List.of(Fold.AS_IS), null, SampleScale.DEVICE, 2);
    try (ClipModel model = new ClipModel(ClipFolders.engine(), graph)) {
      new Prediction(model, LabelSet.FROZEN, ClipFolder.list(clips), options, out)
          .submit(false, ClipFolders.SILENT);
    }
    assertThat(out)
        .hasSameBinaryContentAs(SharedMaterial.require("keras/submission/rpi_submission.csv"));
  }
}
