package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.keras.checkpoint.CheckpointWriter;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.checkpoint.LayerWeights;
import io.kwsbench.keras.checkpoint.Weight;
import io.kwsbench.tensor.Shape;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lambda layers that call a function by name need the user's word, on a cluster too. */
class LambdaNamesTest {
  private static final int CLASSES = 12;

  private static final String MODEL =
      """
      {"class_name": "Sequential", "config": {"name": "m", "layers": [
        {"class_name": "Lambda", "config": {"name": "lam", "batch_input_shape": [null, 16000, 1],
          "dtype": "float32", "function": "relu6", "function_type": "function",
          "output_shape": null, "output_shape_type": "raw", "arguments": {}}},
        {"class_name": "GlobalMaxPooling1D", "config": {"name": "pool"}},
        {"class_name": "Dense", "config": {"name": "dense", "units": 12,
          "activation": "softmax", "use_bias": false}}]}}
      """;

  @TempDir Path folder;

  private Path checkpoint() {
    float[] kernel = new float[CLASSES];
    kernel[3] = 1;
    LayerWeights dense =
        new LayerWeights("dense", List.of(new Weight("dense/kernel:0", Shape.of(1, 12), kernel)));
    Path file = folder.resolve("named.hdf5");
    CheckpointWriter.write(
        new KerasCheckpoint(
            Optional.of("2.1.2"),
            Optional.of("tensorflow"),
            Optional.of(MODEL),
            Optional.empty(),
            List.of(new LayerWeights("lam", List.of()), new LayerWeights("pool", List.of()), dense),
            Optional.empty(),
            List.of()),
        file);
    return file;
  }

  private static LocalSpark.Outcome predict(Object... flags) {
    List<Object> all = new ArrayList<>(List.of("predict"));
    all.addAll(List.of(flags));
    return LocalSpark.run(all.toArray());
  }

  @Test
  void theOriginalsNamesAreTakenOnTheUsersWord() throws Exception {
    Path clips = Clips.folder(folder, 6);
    Path model = checkpoint();
    Path rows = folder.resolve("rows");
    Path csv = folder.resolve("spark.csv");

    LocalSpark.Outcome unasked = predict("--checkpoint", model, "--clips", clips, "--out", rows);
    assertThat(unasked.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(unasked.err())
        .contains("'relu6'", "named.hdf5", "(--lambda_names challenge2017 uses the 2017 entry")
        .contains("; kwsbench freeze --lambda lam='EXPRESSION over x' replaces the function")
        .doesNotContain("\n\n");
    assertThat(rows).doesNotExist();

    LocalSpark.Outcome asked =
        predict(
            "--checkpoint",
            model,
            "--lambda_names",
            "challenge2017",
            "--clips",
            clips,
            "--out",
            rows,
            "--submission",
            csv);
    // one of the clips is broken
    assertThat(asked.code()).as(asked.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(asked.out()).contains("6 clips, 1 unreadable");
    assertThat(Files.readAllLines(csv)).hasSize(6).contains("clip_00000.wav,down");
  }

  @Test
  void otherNamesAndGraphsAreRefused() throws Exception {
    Path clips = Clips.folder(folder, 3);
    Path out = folder.resolve("rows");
    LocalSpark.Outcome other =
        predict("--checkpoint", "x", "--lambda_names", "mine", "--clips", clips, "--out", out);
    assertThat(other.code()).isEqualTo(ExitCode.USAGE);
    assertThat(other.err()).contains("--lambda_names is challenge2017, not 'mine'");

    Path graph = Files.write(folder.resolve("frozen.pb"), Clips.graph().toBytes());
    LocalSpark.Outcome useless =
        predict(
            "--graph", graph, "--lambda_names", "challenge2017", "--clips", clips, "--out", out);
    assertThat(useless.code()).isEqualTo(ExitCode.USAGE);
    assertThat(useless.err()).contains("--lambda_names is for --checkpoint");
  }
}
