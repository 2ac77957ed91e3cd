package io.kwsbench.train;

import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.evaluate.ConfusionMatrix;
import io.kwsbench.files.AtomicFile;
import io.kwsbench.metadata.SpeechCommands;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The logs of a run for people and TensorBoard, made from its record: logs that a crash cut short
 * are completed when the run continues.
 */
final class TrainingLogs {
  private final Path folder;
  private final EventWriter events;

  private TrainingLogs(Path folder) {
    this.folder = folder;
    events = EventWriter.open(folder.resolve("logs"));
  }

  /** Those of a folder, whatever of them is there. */
  static TrainingLogs in(Path folder) {
    return new TrainingLogs(folder);
  }

  /** Writes what is missing of a record's epochs. */
  void complete(TrainingRecord record) {
    if (record.epochs().isEmpty()) {
      return;
    }
    for (EpochRecord epoch : record.epochs()) {
      if (!events.has(epoch.epoch())) {
        events.append(epoch.epoch(), epoch.at().wallTime(), epoch.curves());
      }
    }
    StringBuilder all = new StringBuilder();
    StringBuilder wanted = new StringBuilder();
    for (EpochRecord epoch : record.epochs()) {
      ConfusionMatrix confusion = new ConfusionMatrix(record.labels(), epoch.confusion());
      ConfusionMatrix merged = confusion.merged(wanted(record.labels()), WantedClasses.UNKNOWN);
      all.append(section(epoch, confusion, merged));
      wanted.append(section(epoch, merged, merged));
    }
    write(folder.resolve("confusion_matrix.txt"), all.toString());
    write(folder.resolve("wanted_confusion_matrix.txt"), wanted.toString());
    write(folder.resolve("labels.txt"), String.join("\n", record.labels()) + "\n");
  }

  /** The challenge's words if the model knows them all, otherwise all its words. */
  private static List<String> wanted(List<String> labels) {
    if (!labels.containsAll(SpeechCommands.CHALLENGE)) {
      return labels;
    }
    return labels.stream()
        .filter(
            label ->
                SpeechCommands.CHALLENGE.contains(label) || label.equals(WantedClasses.SILENCE))
        .toList();
  }

  private static String section(
      EpochRecord epoch, ConfusionMatrix confusion, ConfusionMatrix wanted) {
    return String.format(
        Locale.ROOT,
        "%n[%03d]: val_categorical_accuracy: %.4f, val_mean_categorical_accuracy_wanted: %.4f%n%s",
        epoch.epoch(),
        epoch.validated().accuracy(),
        wanted.meanRecall(),
        confusion.toText());
  }

  private static void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }
}
