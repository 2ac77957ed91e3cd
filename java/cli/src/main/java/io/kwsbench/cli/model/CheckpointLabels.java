package io.kwsbench.cli.model;

import io.kwsbench.KwsException;
import io.kwsbench.graph.FileFormat;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.train.TrainingRecord;
import java.nio.file.Path;
import java.util.Optional;

/** Labels of checkpoints without labels of their own, from the folder of their run. */
public final class CheckpointLabels {
  private CheckpointLabels() {}

  /**
   * Reads a checkpoint; where it names no classes, and the training record beside it lists the
   * checkpoint, with the record's.
   *
   * @throws KwsException when it cannot be read
   */
  public static KerasCheckpoint read(Path file) {
    KerasCheckpoint checkpoint = KerasCheckpoint.read(file);
    if (!checkpoint.metadata().labels().isEmpty()) {
      return checkpoint;
    }
    return record(file)
        .map(record -> checkpoint.withMetadata(checkpoint.metadata().withLabels(record.labels())))
        .orElse(checkpoint);
  }

  /**
   * Returns whether a file is a checkpoint that {@code train} wrote: it says so itself, or the
   * training record beside it lists it.
   *
   * @throws KwsException when it cannot be read
   */
  public static boolean isTrained(Path file) {
    return FileFormat.of(file).equals(Optional.of(FileFormat.HDF5))
        && (KerasCheckpoint.isTrainedHere(file) || record(file).isPresent());
  }

  private static Optional<TrainingRecord> record(Path file) {
    String name = file.getFileName().toString();
    try {
      Path folder = file.toAbsolutePath().getParent();
      return TrainingRecord.read(folder)
          .filter(r -> r.epochs().stream().anyMatch(e -> e.checkpoint().equals(name)));
    } catch (KwsException e) {
      return Optional.empty(); // of no run of ours
    }
  }
}
