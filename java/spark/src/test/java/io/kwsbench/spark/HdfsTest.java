package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.label.LabelSet;
import io.kwsbench.label.TtaView;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model, clips, rows, submissions and a training folder that lie in HDFS, and nowhere else. */
class HdfsTest {
  private static final int CLIPS = 40;

  @TempDir Path folder;

  @Test
  void givesWhatTheSingleMachineGives() throws IOException {
    Path clips = Clips.folder(folder, CLIPS);
    Path graph = Files.write(folder.resolve("frozen.pb"), Clips.graph().toBytes());
    Path single = folder.resolve("single.csv");
    Clips.single(Clips.graph(), LabelSet.FROZEN, clips, null, TtaView.THREE, single);
    Configuration configuration = new Configuration();
    configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.resolve("dfs").toString());
    try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(configuration).build()) {
      FileSystem hdfs = cluster.getFileSystem();
      String root = hdfs.getUri().toString();
      hdfs.copyFromLocalFile(hadoop(clips.toString()), hadoop(root + "/clips"));
      hdfs.copyFromLocalFile(hadoop(graph.toString()), hadoop(root + "/models/frozen.pb"));
      predict(root);
      for (String suffix : List.of("", "_all_labels", "_all_labels_probs")) {
        assertThat(contents(hdfs, root + "/out/sub" + suffix + ".csv"))
            .isEqualTo(Files.readAllBytes(folder.resolve("single" + suffix + ".csv")));
      }
      pseudo(root, hdfs, clips);
    }
  }

  private static void predict(String root) {
    LocalSpark.Outcome outcome =
        LocalSpark.run(
            "predict",
            "--graph",
            root + "/models/frozen.pb",
            "--clips",
            root + "/clips",
            "--tta",
            "--out",
            root + "/out/rows",
            "--submission",
            root + "/out/sub.csv");
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(outcome.out()).contains(CLIPS + " clips, 1 unreadable");
  }

  /** Two submissions that are the same agree on every clip. */
  private void pseudo(String root, FileSystem hdfs, Path clips) throws IOException {
    String submission = root + "/out/sub_all_labels.csv";
    LocalSpark.Outcome outcome =
        LocalSpark.run(
            "pseudo", "--clips", root + "/clips", "--out", root + "/train", submission, submission);
    assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.DONE);
    List<String> rows = Files.readAllLines(folder.resolve("single_all_labels.csv"));
    for (String row : rows.subList(1, rows.size())) {
      String[] cells = row.split(",");
      assertThat(contents(hdfs, root + "/train/" + cells[1] + "/" + cells[0]))
          .isEqualTo(Files.readAllBytes(clips.resolve(cells[0])));
    }
  }

  private static org.apache.hadoop.fs.Path hadoop(String path) {
    return new org.apache.hadoop.fs.Path(path);
  }

  private static byte[] contents(FileSystem hdfs, String file) throws IOException {
    try (var in = hdfs.open(hadoop(file))) {
      return in.readAllBytes();
    }
  }
}
