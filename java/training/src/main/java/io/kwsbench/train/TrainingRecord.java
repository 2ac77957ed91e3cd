package io.kwsbench.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import io.kwsbench.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code training.json}: what was trained, and what every epoch came to.
 *
 * <p>It is written last of all that an epoch leaves, in one step; an epoch that it does not name
 * did not happen.
 *
 * @param settings what makes two runs comparable; a resumed run must have the same
 * @param labels the classes
 * @param epochs in order
 */
public record TrainingRecord(String settings, List<String> labels, List<EpochRecord> epochs) {
  private static final ObjectMapper JSON = new ObjectMapper();
  static final String FILE = "training.json";

  public TrainingRecord {
    labels = List.copyOf(labels);
    epochs = List.copyOf(epochs);
  }

  TrainingRecord with(EpochRecord epoch) {
    List<EpochRecord> all = new ArrayList<>(epochs);
    all.add(epoch);
    return new TrainingRecord(settings, labels, all);
  }

  Optional<EpochRecord> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** The epoch of the greatest validation accuracy, the first of equals. */
  public Optional<EpochRecord> best() {
    return epochs.stream()
        .max(
            Comparator.comparingDouble(EpochRecord::valAccuracy)
                .thenComparing(Comparator.comparingInt(EpochRecord::epoch).reversed()));
  }

  void write(Path folder) {
    AtomicFile.write(
        folder.resolve(FILE),
        out -> out.write(JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this)));
  }

  /**
   * The record of a folder; empty where nothing was trained yet.
   *
   * @throws KwsException when it cannot be read
   */
  public static Optional<TrainingRecord> read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readAllBytes(file), TrainingRecord.class));
    } catch (JsonProcessingException e) {
      throw new KwsException(file + ": not a training record: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new KwsException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
