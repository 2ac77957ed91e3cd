package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.SmallDisk;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fills up while a run writes to it. */
class DiskFullTest {
  @TempDir static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    TinyRun.writeData(data);
  }

  @Test
  void aRunStopsWithOneLineAndGoesOnWhenThereIsRoom(@TempDir Path mount, @TempDir Path other)
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(mount, "8m")) {
      Path run = mount.resolve("run");
      TinyRun.train(data, TinyRun.options(run, 1), false);
      Map<String, Long> before = sizes(run);

      // no room for a checkpoint; then for that, but not for the record that names it
      for (long room : List.of(4096L, checkpointSize(run))) {
        disk.fill(room);
        assertThatThrownBy(() -> TinyRun.train(data, TinyRun.options(run, 2), true))
            .isInstanceOf(KwsException.class)
            .hasMessageContaining(": cannot be written: No space left on device")
            .message()
            .doesNotContain("\n")
            .startsWith(run.toString());
        assertThat(sizes(run)).containsAllEntriesOf(before);
        assertThat(sizes(run).keySet()).noneMatch(name -> name.endsWith(".tmp"));
        assertThat(TrainingRecord.read(run).orElseThrow().epochs()).hasSize(1);
        disk.free();
      }

      TrainingRecord resumed = TinyRun.train(data, TinyRun.options(run, 2), true);
      TrainingRecord whole = TinyRun.train(data, TinyRun.options(other, 2), false);
      assertThat(last(run, resumed).layers()).isEqualTo(last(other, whole).layers());
      assertThat(last(run, resumed).optimizer()).isEqualTo(last(other, whole).optimizer());
    }
  }

  @Test
  void eventsThatDoNotFitAreWrittenWhenThereIsRoom(@TempDir Path mount)
      throws IOException, InterruptedException {
    try (SmallDisk disk = SmallDisk.mount(mount, "8m")) {
      Path logs = mount.resolve("logs");
      Map<String, Double> curves = Map.of("loss", 0.5);
      int fitting = 0;
      EventWriter.open(logs).append(1, 0, curves);
      disk.fill(0);
      try {
        // the last block that the file has takes some more
        for (fitting = 1; fitting < 1000; fitting++) {
          EventWriter.open(logs).append(fitting + 1, 0, curves);
        }
      } catch (KwsException e) {
        assertThat(e).hasMessage(logs + ": events cannot be written: No space left on device");
      }
      assertThat(EventFile.read(logs).scalars()).hasSize(fitting);
      disk.free();

      EventWriter.open(logs).append(1000, 0, curves);
      assertThat(EventFile.read(logs).scalars())
          .hasSize(fitting + 1)
          .last()
          .matches(e -> e.step() == 1000);
    }
  }

  private static KerasCheckpoint last(Path run, TrainingRecord record) {
    return KerasCheckpoint.read(run.resolve(record.last().orElseThrow().checkpoint()));
  }

  private static long checkpointSize(Path run) throws IOException {
    String name = TrainingRecord.read(run).orElseThrow().last().orElseThrow().checkpoint();
    return Files.size(run.resolve(name)) / 4096 * 4096 + 4096;
  }

  private static Map<String, Long> sizes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .collect(
              Collectors.toMap(f -> folder.relativize(f).toString(), f -> f.toFile().length()));
    }
  }
}
