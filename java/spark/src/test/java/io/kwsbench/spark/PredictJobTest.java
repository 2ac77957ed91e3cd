package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.label.LabelSet;
import io.kwsbench.label.TtaView;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Labelling on Spark gives the rows of the single machine. */
class PredictJobTest {
  @TempDir Path folder;
  private Path clips;
  private Path graph;

  @BeforeEach
  void material() throws IOException {
    clips = Clips.folder(folder, 50);
    graph = Files.write(folder.resolve("frozen.pb"), Clips.graph().toBytes());
  }

  private void compare(List<TtaView> folds, Path slow, String... flags) {
    List<String> problems =
        Clips.single(
            Clips.graph(), LabelSet.FROZEN, clips, slow, folds, folder.resolve("single.csv"));
    Object[] all = new Object[9 + flags.length];
    Object[] first = {
      "predict",
      "--graph",
      graph,
      "--clips",
      clips,
      "--out",
      folder.resolve("rows"),
      "--submission",
      folder.resolve("spark.csv")
    };
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(flags, 0, all, first.length, flags.length);
    LocalSpark.Outcome outcome = LocalSpark.run(all);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).contains("50 clips, 1 unreadable");
    assertThat(outcome.err().lines().count()).isEqualTo(problems.size() + 2);
    problems.forEach(p -> assertThat(outcome.err()).contains(p));
    for (String suffix : List.of("", "_all_labels", "_all_labels_probs")) {
      assertThat(folder.resolve("spark" + suffix + ".csv"))
          .hasSameBinaryContentAs(folder.resolve("single" + suffix + ".csv"));
    }
    assertThat(folder.resolve("rows/_SUCCESS")).exists();
  }

  @Test
  void threeFolds() {
    compare(TtaView.THREE, null, "--tta", "--partitions", "7");
  }

  @Test
  void slowedCopiesInAnotherFolder() throws IOException {
    compare(TtaView.SIX, clips, "--tta", "--speed_tta", clips.toString());
  }

  @Test
  void aDataSetOfPathsAndContents() throws IOException {
    SparkSession spark = LocalSpark.session();
    ModelBytes model = new ModelBytes(Files.readAllBytes(graph), "frozen.pb");
    Dataset<Row> files =
        spark.read().format("binaryFile").option("pathGlobFilter", "*.wav").load(clips.toString());
    int before = LoadedModel.loads();
    Dataset<Row> rows =
        Predictions.of(
            files.repartition(5), model, LabelSet.FROZEN, TtaViews.of(List.of(TtaView.AS_IS)));
    Map<String, String> labels = new TreeMap<>();
    rows.collectAsList().forEach(row -> labels.put(row.getString(0), row.getString(1)));
    assertThat(LoadedModel.loads() - before).isLessThanOrEqualTo(1);
    Path single = folder.resolve("single.csv");
    Clips.single(Clips.graph(), LabelSet.FROZEN, clips, null, List.of(TtaView.AS_IS), single);
    List<String> expected = Files.readAllLines(folder.resolve("single_all_labels.csv"));
    assertThat(labels).hasSize(50).containsEntry("clip_00002.wav", null);
    labels.remove("clip_00002.wav");
    assertThat(labels.entrySet().stream().map(e -> e.getKey() + "," + e.getValue()))
        .containsExactlyElementsOf(expected.subList(1, expected.size()));
  }

  @Test
  void aTableOfClips() {
    SparkSession spark = LocalSpark.session();
    String table = folder.resolve("table").toString();
    spark.read().format("binaryFile").load(clips + "/*.wav").write().parquet(table);
    LocalSpark.Outcome outcome =
        LocalSpark.run(
            "predict",
            "--graph",
            graph,
            "--clips",
            table,
            "--table",
            "parquet",
            "--out",
            folder.resolve("rows"),
            "--submission",
            folder.resolve("spark.csv"));
    assertThat(outcome.out()).contains("50 clips, 1 unreadable");
    Clips.single(
        Clips.graph(),
        LabelSet.FROZEN,
        clips,
        null,
        List.of(TtaView.AS_IS),
        folder.resolve("single.csv"));
    assertThat(folder.resolve("spark_all_labels_probs.csv"))
        .hasSameBinaryContentAs(folder.resolve("single_all_labels_probs.csv"));
  }

  @Test
  void rowsKnowTheWordsOfAModelOfOthers() throws IOException {
    List<String> words = List.of("_silence_ _unknown_ a b c d e f g h i j".split(" "));
    Files.write(folder.resolve("labels.txt"), words);
    Path rows = folder.resolve("rows");
    LocalSpark.Outcome outcome =
        LocalSpark.run(
            "predict",
            "--graph",
            graph,
            "--clips",
            clips,
            "--out",
            rows,
            "--submission",
            folder.resolve("spark.csv"));

    assertThat(outcome.err()).contains("labels.txt names the classes");
    Clips.single(
        Clips.graph(),
        new LabelSet(words),
        clips,
        null,
        List.of(TtaView.AS_IS),
        folder.resolve("single.csv"));
    assertThat(folder.resolve("spark.csv"))
        .hasSameBinaryContentAs(folder.resolve("single.csv"))
        .content()
        .contains("_unknown_");
    LocalSpark.Outcome sure =
        LocalSpark.run(
            "pseudo",
            "--dry_run",
            "--predictions",
            rows,
            "--threshold",
            "0",
            "--out",
            folder.resolve("sure"));
    assertThat(sure.code()).as(sure.err()).isEqualTo(ExitCode.DONE);
    assertThat(folder.resolve("sure.manifest.csv")).content().contains("_unknown_", ",j,");
  }

  @Test
  void oneLineSaysWhatIsWrong() throws IOException {
    Path out = folder.resolve("rows");
    Path nothing = folder.resolve("nothing");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    refused(3, "nothing: no such file", "--graph", nothing, "--clips", clips, "--out", out);
    refused(3, "nothing: no such folder", "--graph", graph, "--clips", nothing, "--out", out);
    refused(3, "empty: has no .wav files", "--graph", graph, "--clips", empty, "--out", out);
    refused(3, "broken", "--graph", write("broken"), "--clips", clips, "--out", out);
    refused(3, "broken", "--checkpoint", write("broken"), "--clips", clips, "--out", out);
    refused(3, "there already", "--graph", graph, "--clips", clips, "--out", clips);
    refused(
        3,
        "1 label for 12 classes of ",
        "--graph",
        graph,
        "--labels",
        write("yes"),
        "--clips",
        clips,
        "--out",
        out);
    refused(3, "nosuch", "--graph", "nosuch://x/y", "--clips", clips, "--out", out);
    refused(3, "slow", "--graph", graph, "--clips", clips, "--out", out, "--folds", "slow");
    refused(3, "quick", "--graph", graph, "--clips", clips, "--out", out, "--folds", "quick");
    refused(2, "--out", "--graph", graph, "--clips", clips);
    refused(2, "give either --graph or --checkpoint", "--clips", clips, "--out", out);
    refused(2, "--graf", "--graf", graph, "--clips", clips, "--out", out);
    assertThat(out).doesNotExist();
  }

  private Path write(String name) throws IOException {
    return Files.writeString(folder.resolve(name), name);
  }

  private static void refused(int code, String says, Object... flags) {
    Object[] all = new Object[flags.length + 1];
    all[0] = "predict";
    System.arraycopy(flags, 0, all, 1, flags.length);
    LocalSpark.Outcome outcome = LocalSpark.run(all);
    assertThat(outcome.err()).contains(says);
    assertThat(
            outcome.err().lines().filter(line -> !line.contains(": does not name its classes; ")))
        .as(outcome.err())
        .hasSize(1);
    assertThat(outcome.code().code()).isEqualTo(code);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void whatAStoppedRunLeftIsNoObstacle() throws IOException {
    Files.createDirectories(folder.resolve("rows/_temporary/0"));
    LocalSpark.Outcome outcome =
        LocalSpark.run(
            "predict", "--graph", graph, "--clips", clips, "--out", folder.resolve("rows"));
    assertThat(outcome.out()).contains("50 clips");
  }
}
