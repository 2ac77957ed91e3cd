package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.SpeakerHashRule;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.metadata.ModelMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
  @TempDir static Path data;

  @BeforeAll
  static void writeData() throws IOException {
    TinyRun.writeData(data);
  }

  @Test
  void anEpochLeavesWhatPeopleAndToolsRead(@TempDir Path folder) throws IOException {
    TrainingRecord record = TinyRun.train(data, TinyRun.options(folder, 2), false);

    assertThat(record.epochs()).hasSize(2);
    EpochRecord last = record.epochs().get(1);
    assertThat(last.checkpoint())
        .isEqualTo(
            String.format(java.util.Locale.ROOT, "ep-002-vl-%.4f.hdf5", last.validated().loss()));
    KerasCheckpoint checkpoint = KerasCheckpoint.read(folder.resolve(last.checkpoint()));
    assertThat(checkpoint.trainingConfig().orElseThrow()).contains("\"RMSprop\"", "\"lr\":0.001");
    assertThat(checkpoint.optimizer().orElseThrow().slots()).hasSize(26);
    assertThat(checkpoint.metadata().labels())
        .containsExactly("_silence_", "_unknown_", "white", "brown", "violet");
    assertThat(checkpoint.metadata().number(ModelMetadata.SAMPLE_RATE)).hasValue(16_000);
    assertThat(checkpoint.metadata().number(ModelMetadata.WINDOW)).hasValue(16_000);
    assertThat(Files.readString(folder.resolve("confusion_matrix.txt")))
        .contains("[001]: val_categorical_accuracy: ", "[002]: ", "_silence_", "violet");
    assertThat(folder.resolve("labels.txt"))
        .hasContent("_silence_\n_unknown_\nwhite\nbrown\nviolet\n");
    List<EventFile.Scalar> events = EventFile.read(folder.resolve("logs")).scalars();
    assertThat(events)
        .filteredOn(e -> e.tag().equals("val_loss"))
        .extracting(EventFile.Scalar::value)
        .containsExactly(
            (float) record.epochs().get(0).validated().loss(),
            (float) record.epochs().get(1).validated().loss());
    assertThat(TrainingRecord.read(folder).orElseThrow().epochs()).hasSize(2);
  }

  @Test
  void aKilledRunEndsWithTheWeightsOfAnUninterruptedOne(@TempDir Path whole, @TempDir Path killed)
      throws IOException, InterruptedException {
    TrainingRecord expected = TinyRun.train(data, TinyRun.options(whole, 3), false);

    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TinyRun.class.getName(),
                data.toString(),
                killed.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // the second epoch is under way, and does not end before the kill
    assertThat(process.inputReader().readLine()).isEqualTo(TinyRun.MIDDLE);
    process.destroyForcibly().waitFor();
    assertThat(process.exitValue()).isEqualTo(128 + 9);
    assertThat(TrainingRecord.read(killed).orElseThrow().epochs()).hasSize(1);
    String first = TrainingRecord.read(killed).orElseThrow().epochs().get(0).checkpoint();
    leaveAnUnrecordedCheckpoint(killed, first);
    TrainingRecord resumed = TinyRun.train(data, TinyRun.options(killed, 3), true);

    assertThat(resumed.epochs()).hasSize(3);
    KerasCheckpoint wanted =
        KerasCheckpoint.read(whole.resolve(expected.epochs().get(2).checkpoint()));
    KerasCheckpoint actual =
        KerasCheckpoint.read(killed.resolve(resumed.epochs().get(2).checkpoint()));
    assertThat(actual.layers()).isEqualTo(wanted.layers());
    assertThat(actual.optimizer()).isEqualTo(wanted.optimizer());
    assertThat(EventFile.read(killed.resolve("logs")).scalars())
        .filteredOn(e -> e.tag().equals("loss"))
        .extracting(EventFile.Scalar::step)
        .containsExactly(1L, 2L, 3L);
    assertThat(checkpoints(killed)).isEqualTo(checkpoints(whole));
  }

  /** A kill between the two leaves a checkpoint that the record does not name yet. */
  private static void leaveAnUnrecordedCheckpoint(Path folder, String checkpoint)
      throws IOException {
    Files.copy(folder.resolve(checkpoint), folder.resolve("ep-002-vl-9.9999.hdf5"));
  }

  private static List<String> checkpoints(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> f.endsWith(".hdf5"))
          .sorted()
          .toList();
    }
  }

  @Test
  void anInterruptedEpochLeavesTheLastWholeOne(@TempDir Path folder) {
    AtomicInteger steps = new AtomicInteger();
    Trainer trainer =
        TinyRun.trainer(
            TinyRun.options(folder, 3), TinyRun.source(data), () -> steps.incrementAndGet() == 6);

    assertThat(trainer.run(false).epochs()).hasSize(1);
    assertThat(TrainingRecord.read(folder).orElseThrow().epochs()).hasSize(1);
  }

  @Test
  void nothingIsTrainedThatCannotBeValidated(@TempDir Path folder) {
    BatchSource source = TinyRun.source(data, new SpeakerHashRule(0, 0));
    Trainer trainer = TinyRun.trainer(TinyRun.options(folder, 1), source, () -> false);

    assertThatThrownBy(() -> trainer.run(false))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("the validation set is empty");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void anUnwritableRecordIsOneLineAndLosesNothing(@TempDir Path folder) throws IOException {
    TrainingRecord before = TinyRun.train(data, TinyRun.options(folder, 1), false);
    // a folder that is not empty cannot be replaced by a file
    Files.move(folder.resolve(TrainingRecord.FILE), folder.resolve("kept"));
    Files.createDirectories(folder.resolve(TrainingRecord.FILE).resolve("x"));

    assertThatThrownBy(() -> TrainingRecord.read(folder))
        .isInstanceOf(KwsException.class)
        .hasMessageEndingWith("training.json: a folder, not a file");
    assertThatThrownBy(() -> before.write(folder))
        .isInstanceOf(KwsException.class)
        .hasMessageContaining("training.json: ");
    assertThat(Files.list(folder).map(f -> f.getFileName().toString()))
        .noneMatch(name -> name.endsWith(".tmp"));

    Files.delete(folder.resolve(TrainingRecord.FILE).resolve("x"));
    Files.delete(folder.resolve(TrainingRecord.FILE));
    Files.move(folder.resolve("kept"), folder.resolve(TrainingRecord.FILE));
    assertThat(TinyRun.train(data, TinyRun.options(folder, 2), true).epochs()).hasSize(2);
  }

  @Test
  void clipsThatCannotBeReadAreCountedAndLeftOut(@TempDir Path folder, @TempDir Path damaged)
      throws IOException {
    TinyRun.writeData(damaged);
    Path bad = damaged.resolve("white/s1_nohash_0.wav");
    Files.writeString(bad, "RIFF, but no sound");
    ClipCache clips = TinyRun.clips();
    BatchSource source = TinyRun.source(damaged, new SpeakerHashRule(30, 0), clips);

    assertThat(TinyRun.trainer(TinyRun.options(folder, 2), source, () -> false).run(false).epochs())
        .hasSize(2);
    assertThat(clips.unreadable()).containsExactly(bad);
  }

  @Test
  void anotherRunIsNotContinued(@TempDir Path folder) {
    TinyRun.train(data, TinyRun.options(folder, 1), false);
    TrainingOptions options = TinyRun.options(folder, 2);
    TrainingOptions other =
        new TrainingOptions(
            "ensemble",
            ClipFeatures.RAW,
            new TrainingOptions.Descent("adam", 1e-3, options.descent().schedule()),
            options.regularization(),
            options.budget(),
            7,
            2,
            folder);

    assertThatThrownBy(() -> TinyRun.train(data, options, false))
        .isInstanceOf(KwsException.class)
        .hasMessage(folder + " holds a run");
    assertThatThrownBy(() -> TinyRun.train(data, other, true))
        .isInstanceOf(KwsException.class)
        .hasMessage(
            folder
                + "/training.json holds a run with other settings: architecture: pi there,"
                + " ensemble here");
  }
}
