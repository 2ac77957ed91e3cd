package io.kwsbench.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import io.kwsbench.corpus.Augmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
  @TempDir Path folder;

  /** Of 200 other clips two may be taken for a word: the third highest of them is the threshold. */
  @Test
  void recallIsThatAtOneAlarmInAHundred() {
    WantedRecall recall = new WantedRecall();
    for (int i = 0; i < 196; i++) {
      recall.add(i % 2, OptionalInt.of(i % 2), 0.9f); // silence and unknown words, known as such
    }
    for (float alarm : new float[] {0.99f, 0.7f, 0.5f, 0.4f}) {
      recall.add(1, OptionalInt.of(2), alarm);
    }
    recall.add(2, OptionalInt.of(2), 0.6f); // heard
    recall.add(3, OptionalInt.of(3), 0.51f); // heard
    recall.add(3, OptionalInt.of(3), 0.5f); // as sure as the third alarm
    recall.add(2, OptionalInt.of(3), 0.95f); // another word
    recall.add(2, OptionalInt.of(1), 0.95f); // unknown
    recall.add(2, OptionalInt.empty(), Float.NaN);

    assertThat(recall.share()).hasValue(2 / 6.0);
  }

  @Test
  void fewerAlarmsThanAllowedNeedNoThreshold() {
    WantedRecall recall = new WantedRecall();
    for (int i = 0; i < 100; i++) {
      recall.add(1, OptionalInt.of(i == 0 ? 2 : 1), 0.9f);
    }
    recall.add(2, OptionalInt.of(2), 0.2f);

    assertThat(recall.share()).hasValue(1);
  }

  @Test
  void recallNeedsClipsOfBothKinds() {
    WantedRecall words = new WantedRecall();
    words.add(2, OptionalInt.of(2), 1);
    WantedRecall others = new WantedRecall();
    others.add(0, OptionalInt.of(0), 1);

    assertThat(words.share()).isEmpty();
    assertThat(others.share()).isEmpty();
  }

  @Test
  void theBestEpochHasTheGreatestOfItsFigure() {
    EpochRecord accurate = epoch(1, 0.9, 0.5);
    EpochRecord careful = epoch(2, 0.8, 0.7);
    EpochRecord equal = epoch(3, 0.9, 0.7);
    List<EpochRecord> epochs = List.of(accurate, careful, equal);

    assertThat(record(Selection.ACCURACY, epochs).best()).hasValue(accurate);
    assertThat(record(Selection.RECALL, epochs).best()).hasValue(careful);
    assertThat(record(Selection.RECALL, epochs).keeps(accurate.checkpoint())).isFalse();
  }

  @Test
  void aSetOfWordsAloneHasNoSuchRecall(@TempDir Path data) throws IOException {
    TinyRun.writeData(data);
    TrainingOptions options = options(Selection.RECALL);
    Trainer trainer = TinyRun.trainer(options, TinyRun.ofWordsAlone(data), () -> false);

    assertThatThrownBy(() -> trainer.run(false))
        .isInstanceOf(KwsException.class)
        .hasMessageStartingWith("the best epoch cannot be chosen by recall: ");
  }

  private TrainingRecord record(Selection selection, List<EpochRecord> epochs) {
    RunSettings settings = RunSettings.of(options(selection), 4, Augmentation.original());
    return new TrainingRecord(settings, Map.of(), List.of("a", "b", "c"), epochs);
  }

  private TrainingOptions options(Selection selection) {
    TrainingOptions tiny = TinyRun.options(folder, 3);
    TrainingOptions.Budget budget = tiny.budget();
    return new TrainingOptions(
        tiny.architecture(),
        tiny.features(),
        tiny.descent(),
        tiny.regularization(),
        new TrainingOptions.Budget(
            budget.batch(), budget.stepsPerEpoch(), budget.epochs(), budget.patience(), selection),
        tiny.seed(),
        tiny.threads(),
        folder);
  }

  private static EpochRecord epoch(int number, double accuracy, double recall) {
    return new EpochRecord(
        new EpochRecord.Place(number, 4L * number, 0),
        new EpochRecord.Trained(1, 0.5),
        new EpochRecord.Validated(1, accuracy, recall),
        1e-3,
        new EpochRecord.Pace(100, 0),
        "ep-00" + number + "-vl-1.0000.hdf5",
        new int[3][3],
        new RateState(1e-3, 0, 0));
  }
}
