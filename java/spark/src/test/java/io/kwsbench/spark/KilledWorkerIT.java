package io.kwsbench.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kwsbench.label.LabelSet;
import io.kwsbench.label.TtaView;
import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two worker processes, one of which is killed in the middle: nothing is lost, nothing twice. */
class KilledWorkerIT {
  private static final int CLIPS = 2_000;
  private static final int TASKS = 200;

  /** Six processes start, perhaps on a machine that has other work. */
  private static final int MAX_MINUTES = 8;

  @TempDir Path folder;

  @Test
  void theFilesAreThoseOfASingleMachine() throws Exception {
    Path clips = Clips.folder(folder, CLIPS);
    Path graph = folder.resolve("frozen.pb");
    Files.write(graph, Clips.graph().toBytes());
    Path out = folder.resolve("rows");
    Path submission = folder.resolve("cluster.csv");
    assumeTrue(System.getProperty("kwsbench.spark.jar") != null, "runs on the packed application");
    Path jar = Path.of(System.getProperty("kwsbench.spark.jar"));
    assertThat(jar).as("the packed application").exists();
    try (LocalCluster cluster = new LocalCluster(folder, 2)) {
      Process driver =
          cluster.submit(
              "driver",
              jar,
              List.of("spark.ui.enabled=false"),
              "predict",
              "--graph",
              graph.toString(),
              "--clips",
              clips.toString(),
              "--out",
              out.toString(),
              "--submission",
              submission.toString(),
              "--tta",
              "--partitions",
              "" + TASKS);
      int finished = killInTheMiddle(cluster, driver, out);
      assertThat(driver.waitFor(MAX_MINUTES, TimeUnit.MINUTES)).as(said()).isTrue();
      assertThat(finished).isBetween(1, TASKS - 1);
      // one clip is no WAV file, which the exit code tells
      assertThat(driver.exitValue()).as(said()).isEqualTo(ExitCode.BAD_INPUT.code());
    }
    assertThat(out.resolve("_SUCCESS")).exists();
    List<String> problems =
        Clips.single(
            Clips.graph(),
            LabelSet.FROZEN,
            clips,
            null,
            TtaView.THREE,
            folder.resolve("single.csv"));
    for (String suffix : List.of("", "_all_labels", "_all_labels_probs")) {
      assertThat(folder.resolve("cluster" + suffix + ".csv"))
          .hasSameBinaryContentAs(folder.resolve("single" + suffix + ".csv"));
    }
    assertThat(problems).hasSize(2);
    assertThat(said()).contains("clip_00002.wav: not a WAV file", "clip_00004.wav: padded");
    assertThat(Files.readString(folder.resolve("driver.out")))
        .contains(CLIPS + " clips, 1 unreadable");
  }

  /** Kills a worker and its executor as soon as both executors work and some tasks are done. */
  private int killInTheMiddle(LocalCluster cluster, Process driver, Path out) throws Exception {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(MAX_MINUTES);
    while (System.nanoTime() < end && driver.isAlive()) {
      int finished = finishedTasks(out);
      if (finished > 10 && !cluster.executors(0).isEmpty() && !cluster.executors(1).isEmpty()) {
        cluster.kill(0);
        assertThat(out.resolve("_SUCCESS")).doesNotExist();
        return finished;
      }
      Thread.sleep(5);
    }
    throw new AssertionError("the middle was missed: " + said());
  }

  private static int finishedTasks(Path out) {
    try (Stream<Path> tasks = Files.list(out.resolve("_temporary/0"))) {
      return (int) tasks.filter(t -> t.getFileName().toString().startsWith("task_")).count();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // not there yet
    }
  }

  private String said() throws IOException {
    return Files.readString(folder.resolve("driver.err"));
  }
}
