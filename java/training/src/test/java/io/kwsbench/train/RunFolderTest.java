package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.keras.features.ClipFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders of runs that others wrote, hold or left in a mess. */
class RunFolderTest {
  @TempDir static Path data;

  /** A run of three epochs, which tests copy. */
  @TempDir static Path trained;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    TinyRun.writeData(data);
    TinyRun.train(data, TinyRun.options(trained, 3), false);
  }

  private Path copy() throws IOException {
    Path copy = folder.resolve("run");
    try (Stream<Path> files = Files.walk(trained)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(trained.relativize(file).toString()));
      }
    }
    return copy;
  }

  private static void edit(Path run, String from, String to) throws IOException {
    Path file = run.resolve(TrainingRecord.FILE);
    String text = Files.readString(file);
    assertThat(text).containsPattern(from);
    Files.writeString(file, text.replaceFirst(from, to));
  }

  @Test
  void aCheckpointOutsideOfTheFolderIsRefusedAndStays() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim.hdf5"), "precious");
    for (String name : List.of(victim.toString(), "../victim.hdf5", "ep-001-vl-1/../x.hdf5", "")) {
      Path run = copy();
      edit(run, "ep-001-vl-[0-9.]+hdf5", name);
      assertThatThrownBy(() -> TinyRun.train(data, TinyRun.options(run, 4), true))
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(run.resolve(TrainingRecord.FILE) + ": epochs[0]: checkpoint '");
      assertThat(victim).hasContent("precious");
      delete(run);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"schedule\" : \\{\\s+\"rate\"[^}]*\\} | \"schedule\" : null | epochs[0].schedule",
        "\"checkpoint\" : \"[^\"]*\" | \"checkpoint\" : null | epochs[0].checkpoint",
        "\"confusion\" : \\[ \\[[^\\]]*\\] | \"confusion\" : [ null | epochs[0]",
        "\"steps\" : 8 | \"steps\" : 9 | epoch 2: wrong steps",
        "\"batch\" : 6 | \"batch\" : null | settings.batch",
        "\"optimizer\" : \"rmsprop\" | \"optimizer\" : null | settings.optimizer",
        "\"rule\" : \"plateau\" | \"rule\" : \"magic\" | settings.schedule",
        "\"violet\" | \"white\" | a label is named twice",
        "\"seed\" : 7 | \"seed\" : \"x\" | settings.seed",
        "\"seed\" : 7 | \"seed\" : 7, \"descent\" : {} | settings: Unrecognized field \"descent\"",
        "\"seed\" : 7 | \"seed\" : 7, \"sed\" : 7 | settings.sed: Unrecognized field",
        "\"dropout\" : 0.4, | '' | settings.dropout: Missing",
        "\"dropout\" : 0.4 | \"dropout\" : 1 | settings: dropout is 1.0, not from 0 to below 1",
        "\"maxShift\" : 0 | \"maxShift\" : -501 | settings.augmentation: shift from -500 to",
        "\"valLoss\" : [0-9.]+ | \"valLoss\" : null | epochs[0].valLoss",
        "\"waited\" : 0 | \"waited\" : -1 | epochs[0].schedule",
        "(?s)\"settings\" : \\{.*\\},(?=\\s+\"remembered\") | \"settings\" : null, | settings"
      })
  void whatIsWrongInARecordIsNamed(String from, String to, String key) throws IOException {
    Path run = copy();
    edit(run, from, to);
    assertThatThrownBy(() -> TinyRun.train(data, TinyRun.options(run, 4), true))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith(run.resolve(TrainingRecord.FILE) + ": ")
        .hasMessageContaining(key);
  }

  /** Files of former versions go on being read, and other programs read them by these keys. */
  @Test
  void aRecordOfBeforeAveragesAndGapsHasNone(@TempDir Path older) throws IOException {
    ObjectMapper json = new ObjectMapper();
    ObjectNode file = (ObjectNode) json.readTree(trained.resolve(TrainingRecord.FILE).toFile());
    ((ObjectNode) file.get("settings")).remove(List.of("ema", "selection"));
    ((ObjectNode) file.get("epochs").get(0)).remove("valRecall");
    ((ObjectNode) file.get("settings").get("augmentation"))
        .remove(
            List.of(
                "maskFrequency",
                "maskMillis",
                "maskOctaves",
                "noiseByRatio",
                "minNoiseRatio",
                "maxNoiseRatio"));
    json.writeValue(older.resolve(TrainingRecord.FILE).toFile(), file);

    TrainingRecord read = TrainingRecord.read(older).orElseThrow();
    assertThat(read.settings()).isEqualTo(TrainingRecord.read(trained).orElseThrow().settings());
    assertThat(read.epochs().get(0).validated().recall()).isEqualTo(EpochRecord.Validated.UNKNOWN);
  }

  @Test
  void partsLieFlatInTheFile() throws IOException {
    JsonNode file = new ObjectMapper().readTree(trained.resolve(TrainingRecord.FILE).toFile());

    assertThat(file.get("settings").fieldNames())
        .toIterable()
        .containsExactly(
            "architecture",
            "features",
            "optimizer",
            "learningRate",
            "schedule",
            "labelSmoothing",
            "dropout",
            "batchNormAverage",
            "ema",
            "batch",
            "steps",
            "selection",
            "seed",
            "augmentation");
    assertThat(file.get("settings").get("augmentation").fieldNames())
        .toIterable()
        .containsExactly(
            "backgroundFrequency",
            "backgroundVolume",
            "silenceVolume",
            "foregroundFrequency",
            "foregroundVolume",
            "flipFrequency",
            "shiftFrequency",
            "minShift",
            "maxShift",
            "pseudoFrequency",
            "reversedFrequency",
            "voice",
            "maskFrequency",
            "maskMillis",
            "maskOctaves",
            "noiseByRatio",
            "minNoiseRatio",
            "maxNoiseRatio");
    assertThat(file.get("epochs").get(0).fieldNames())
        .toIterable()
        .containsExactly(
            "epoch",
            "steps",
            "wallTime",
            "loss",
            "accuracy",
            "valLoss",
            "valAccuracy",
            "valRecall",
            "learningRate",
            "clipsPerSecond",
            "waitedShare",
            "checkpoint",
            "confusion",
            "schedule");
    TrainingRecord read = TrainingRecord.read(trained).orElseThrow();
    read.write(folder);
    assertThat(folder.resolve(TrainingRecord.FILE))
        .hasSameTextualContentAs(trained.resolve(TrainingRecord.FILE));
  }

  @Test
  void whatIsNoRecordIsSaid() throws IOException {
    Path file = folder.resolve(TrainingRecord.FILE);
    for (String text : List.of("null", "[]", "7", "", "{} {}")) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> TrainingRecord.read(folder))
          .as(text)
          .isInstanceOf(KwsException.class)
          .hasMessageStartingWith(file + ": ");
    }
    Files.writeString(file, "{\"settings\":\"pi rmsprop lr=0.001\",\"labels\":[],\"epochs\":[]}");
    assertThatThrownBy(() -> TrainingRecord.read(folder))
        .hasMessageContaining("from a version that did not keep a run's settings");
  }

  @Test
  void twoRunsDoNotShareAFolder() {
    try (RunFolder held = RunFolder.lock(folder)) {
      assertThatThrownBy(() -> TinyRun.train(data, TinyRun.options(folder, 1), false))
          .isInstanceOf(KwsException.class)
          .hasMessage(folder + ": another run is training in this folder");
      held.remove("none.hdf5");
    }
    assertThat(TinyRun.train(data, TinyRun.options(folder, 1), false).epochs()).hasSize(1);
  }

  @Test
  void whatKillsLeftBehindIsRemoved() throws IOException {
    Path run = copy();
    TrainingRecord record = TrainingRecord.read(run).orElseThrow();
    String superseded =
        record.epochs().stream()
            .map(EpochRecord::checkpoint)
            .filter(name -> !record.keeps(name))
            .findFirst()
            .orElseThrow();
    Path mine = Files.writeString(run.resolve("ep-999-vl-0.1.hdf5"), "the user's own");
    Path unrecorded = Files.writeString(run.resolve("ep-004-vl-0.1234.hdf5"), "half of epoch 4");
    Path temporary = run.resolve(".kwsbench-0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a.tmp");
    Files.writeString(temporary, "half");
    Files.writeString(run.resolve(superseded), "of before");

    TinyRun.train(data, TinyRun.options(run, 4), true);

    assertThat(run.resolve(superseded)).doesNotExist();
    assertThat(unrecorded).doesNotExist();
    assertThat(temporary).doesNotExist();
    assertThat(mine).exists();
  }

  @Test
  void aRunThatDivergesStopsAndKeepsWhatWasGood() throws IOException {
    TrainingOptions one = TinyRun.options(folder, 3);
    TrainingOptions wild =
        new TrainingOptions(
            one.architecture(),
            ClipFeatures.RAW,
            new TrainingOptions.Descent("sgd", 1e30, one.descent().schedule()),
            one.regularization(),
            one.budget(),
            7,
            2,
            folder);

    assertThatThrownBy(() -> TinyRun.train(data, wild, false))
        .isInstanceOf(KwsException.class)
        .hasMessageContainingAll("epoch 1: the ", "lower learning rate than 1.0E30");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".hdf5"));
    }
    assertThat(TrainingRecord.read(folder)).isEmpty();
  }

  @Test
  void settingsDifferInOneWord() {
    TrainingOptions options = TinyRun.options(folder, 1);
    RunSettings settings = RunSettings.of(options, 4, io.kwsbench.corpus.Augmentation.original());
    RunSettings other =
        RunSettings.of(
            new TrainingOptions(
                "pi",
                ClipFeatures.RAW,
                new TrainingOptions.Descent(
                    "rmsprop", 1e-3, new LearningRateSchedule.Plateau(0.5, 3, 1e-5)),
                options.regularization(),
                options.budget(),
                7,
                2,
                folder),
            4,
            io.kwsbench.corpus.Augmentation.original());
    assertThat(settings.difference(settings)).isEmpty();
    assertThat(settings.difference(other)).hasValue("schedule.patience: 4 there, 3 here");
  }

  @Test
  void whatIsRememberedIsKept() {
    TrainingRecord record =
        TinyRun.trainer(TinyRun.options(folder, 1), TinyRun.source(data), () -> false)
            .run(false, Map.of("--words", "für"));
    assertThat(TrainingRecord.read(folder).orElseThrow().remembered())
        .isEqualTo(record.remembered())
        .containsEntry("--words", "für");
  }

  private static void delete(Path run) throws IOException {
    try (Stream<Path> files = Files.walk(run)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
