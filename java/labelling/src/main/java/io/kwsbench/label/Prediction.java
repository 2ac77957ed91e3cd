package io.kwsbench.label;

import io.kwsbench.KwsException;
import io.kwsbench.files.InputFolder;
import io.kwsbench.files.OutputFile;
import io.kwsbench.files.UnfinishedFolder;
import io.kwsbench.metadata.ModelLabels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Labels a folder of clips and writes the result files, resumable at any moment.
 *
 * <pre>{@code
 * Prediction prediction =
 *     new Prediction(model, LabelSet.ALL, ClipFolder.list(folder), options, Path.of("sub.csv"));
 * Prediction.Result result = prediction.predict(resume, listener);
 * }</pre>
 *
 * <p>Until the files are written, finished clips are kept in {@code sub.csv.journal}; with {@code
 * resume} none of them is run again unless its file has changed, and the results are those of an
 * uninterrupted run, byte for byte.
 */
public final class Prediction {
  private final ClipModel model;
  private final LabelSet labels;
  private final ClipFolder clips;
  private final PredictOptions options;
  private final Path out;

  /**
   * The outcome of a run.
   *
   * @param complete whether all clips were; if not there are no result files yet
   * @param clips how many are finished
   * @param resumed how many of them earlier runs had finished
   * @param unreadable how many could not be read and have no row
   * @param files what was written
   * @param replaced those of them that were there before
   * @param doubts the clips whose labels are least sure, those of earlier runs included
   */
  public record Result(
      boolean complete,
      int clips,
      int resumed,
      int unreadable,
      List<Path> files,
      List<Path> replaced,
      Doubts doubts) {
    public Result {
      files = List.copyOf(files);
      replaced = List.copyOf(replaced);
    }
  }

  /**
   * @param out the file of the wanted labels; the others' names are made from it
   * @throws KwsException when there are not as many labels as the model has classes, or {@code out}
   *     is a folder or a clip, or the slowed clips are none
   */
  public Prediction(
      ClipModel model, LabelSet labels, ClipFolder clips, PredictOptions options, Path out) {
    new ModelLabels(labels.names(), "labels").requireCount(model.classes(), model.source());
    if (options.needsSlow()) {
      InputFolder.require(options.slowClips());
      UnfinishedFolder.requireFinished(options.slowClips());
    }
    OutputFile.require(out, clips.contains(out) ? List.of(out) : List.of());
    this.model = model;
    this.labels = labels;
    this.clips = clips;
    this.options = options;
    this.out = out;
  }

  /** The journal of finished clips. */
  public Path journal() {
    return out.resolveSibling(out.getFileName() + ".journal");
  }

  /**
   * Writes three files: {@code NAME.csv} with the wanted labels, which are the challenge's or all
   * of the model's, {@code NAME_all_labels.csv}, {@code NAME_all_labels_probs.csv}.
   *
   * @throws KwsException when the model fails, a file cannot be written, another file than {@code
   *     out} is there and no result, or the journal is not this prediction's
   */
  public Result predict(boolean resume, PredictListener listener) {
    Map<ResultTable, Path> files = new EnumMap<>(ResultTable.class);
    for (ResultTable table : ResultTable.values()) {
      files.put(table, out.resolveSibling(table.fileName(out.getFileName().toString())));
    }
    return run(resume, listener, files);
  }

  /**
   * Writes one file, as the original does on the device: every label the model has, without its
   * underscores.
   *
   * @throws KwsException as {@link #predict}
   */
  public Result submit(boolean resume, PredictListener listener) {
    return run(resume, listener, Map.of(ResultTable.ALL_LABELS, out));
  }

  private Result run(boolean resume, PredictListener listener, Map<ResultTable, Path> files) {
    Path folder = out.toAbsolutePath().getParent();
    makeFolder(folder);
    files.values().forEach(this::requireOurs);
    try (PredictionJournal journal =
            PredictionJournal.open(journal(), model.header(clips, options), resume);
        ResultFiles results = new ResultFiles(folder, files, labels)) {
      Predictor predictor = new Predictor(model, clips, options, listener);
      int resumed = predictor.keepUnchanged(journal);
      int[] unreadable = new int[1];
      Doubts.Count doubts = new Doubts.Count();
      PredictionJournal.Visitor rows =
          (clip, result) -> {
            if (result instanceof ClipResult.Scored scored) {
              String name = clips.names().get(clip);
              results.add(name, scored.probabilities());
              doubts.add(name, labels, scored.probabilities());
            } else {
              unreadable[0]++;
            }
          };
      boolean complete = predictor.fill(journal, rows);
      List<Path> written = complete ? List.copyOf(files.values()) : List.of();
      List<Path> replaced = written.stream().filter(Files::exists).toList();
      if (complete) {
        results.publish();
        journal.remove();
      }
      return new Result(
          complete, journal.done(), resumed, unreadable[0], written, replaced, doubts.doubts());
    }
  }

  /** Refuses to overwrite files whose names derive from the requested one. */
  private void requireOurs(Path file) {
    if (!file.equals(out) && Files.exists(file) && !ResultTable.isOne(file)) {
      throw new KwsException(
          file
              + ": is in the way and no table of results: move it, or choose another name than "
              + out.getFileName());
    }
  }

  private void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new KwsException(out + ": its folder cannot be made: " + e.getMessage(), e);
    }
  }
}
