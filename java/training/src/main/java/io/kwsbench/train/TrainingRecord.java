package io.kwsbench.train;

import io.kwsbench.KwsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The file {@code training.json}: what was trained, and what every epoch came to.
 *
 * <p>It is written last of all that an epoch leaves, in one step; an epoch that it does not name
 * did not happen.
 *
 * @param settings what makes two runs comparable; a run that goes on must have the same
 * @param remembered what whoever started the run wants to find when it goes on, by name
 * @param labels the classes
 * @param epochs in order
 */
public record TrainingRecord(
    RunSettings settings,
    Map<String, String> remembered,
    List<String> labels,
    List<EpochRecord> epochs) {
  /** Name of the record in its folder. */
  public static final String FILE = "training.json";

  /**
   * @throws IllegalArgumentException when the parts do not belong together
   */
  public TrainingRecord {
    remembered = Map.copyOf(new TreeMap<>(remembered));
    labels = List.copyOf(labels);
    epochs = List.copyOf(epochs);
    require(new HashSet<>(labels).size() == labels.size(), "a label is named twice");
    long steps = 0;
    for (int i = 0; i < epochs.size(); i++) {
      EpochRecord epoch = epochs.get(i);
      require(epoch.epoch() == i + 1, "epoch " + epoch.epoch() + " where " + (i + 1) + " belongs");
      require(epoch.at().steps() == steps + settings.steps(), "epoch " + (i + 1) + ": wrong steps");
      steps = epoch.at().steps();
      require(
          epoch.confusion().length == labels.size(),
          "epoch " + (i + 1) + ": a confusion matrix of " + epoch.confusion().length + " classes");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  TrainingRecord with(EpochRecord epoch) {
    List<EpochRecord> all = new ArrayList<>(epochs);
    all.add(epoch);
    return new TrainingRecord(settings, remembered, labels, all);
  }

  /** A copy with other settings, for a run that continues. */
  TrainingRecord continued(RunSettings now, Map<String, String> remembering) {
    return new TrainingRecord(now, remembering, labels, epochs);
  }

  Optional<EpochRecord> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** The epoch of the greatest figure of the selection, the first of equals; NaN is none. */
  public Optional<EpochRecord> best() {
    return epochs.stream()
        .filter(epoch -> Double.isFinite(epoch.validated().loss()))
        .max(
            Comparator.comparingDouble(settings.selection()::of)
                .thenComparing(Comparator.comparingInt(EpochRecord::epoch).reversed()));
  }

  /** Returns whether a checkpoint is the best epoch's or the last one's. */
  boolean keeps(String checkpoint) {
    return best().filter(epoch -> epoch.checkpoint().equals(checkpoint)).isPresent()
        || last().filter(epoch -> epoch.checkpoint().equals(checkpoint)).isPresent();
  }

  /** Returns whether a checkpoint is one of the epoch after the last, which did not happen. */
  boolean isNextEpochs(String checkpoint) {
    return checkpoint.startsWith(String.format(Locale.ROOT, "ep-%03d-", epochs.size() + 1));
  }

  void write(Path folder) {
    RecordFile.write(folder.resolve(FILE), this);
  }

  /**
   * The record of a folder; empty where nothing was trained yet.
   *
   * @throws KwsException when it cannot be read
   */
  public static Optional<TrainingRecord> read(Path folder) {
    Path file = folder.resolve(FILE);
    return Files.exists(file) ? Optional.of(RecordFile.read(file)) : Optional.empty();
  }
}
