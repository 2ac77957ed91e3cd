package io.kwsbench.train;

import io.kwsbench.KwsException;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.corpus.BatchFeatures;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ModelBatch;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.Sample;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.keras.checkpoint.CheckpointWriter;
import io.kwsbench.keras.checkpoint.KerasCheckpoint;
import io.kwsbench.metadata.ModelMetadata;
import io.kwsbench.model.Architecture;
import io.kwsbench.model.ModelSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Trains a model, epoch by epoch, into a folder.
 *
 * <p>After each epoch the folder holds a checkpoint {@code ep-008-vl-0.2397.hdf5} that Keras loads,
 * TensorBoard's events, {@code confusion_matrix.txt}, {@code wanted_confusion_matrix.txt}, {@code
 * labels.txt} and {@code training.json}. Checkpoints other than the best and the last are removed.
 * Killed at any moment and resumed, a run ends with the weights that it would have had.
 */
public final class Trainer {
  private final TrainingOptions options;
  private final TrainingOptions.Budget budget;
  private final BatchSource source;
  private final Optimizer optimizer;
  private final ModelSpec model;
  private final TrainingListener listener;
  private final BooleanSupplier interrupted;
  private final int stepsPerEpoch;

  /**
   * @param interrupted asked after every step; once it says yes, the run stops and leaves what the
   *     last whole epoch left
   */
  public Trainer(
      TrainingOptions options,
      BatchSource source,
      TrainingListener listener,
      BooleanSupplier interrupted) {
    this(
        options,
        source,
        Architecture.named(options.architecture(), options.features().mode()),
        listener,
        interrupted);
  }

  Trainer(
      TrainingOptions options,
      BatchSource source,
      Architecture architecture,
      TrainingListener listener,
      BooleanSupplier interrupted) {
    this.options = options;
    budget = options.budget();
    this.source = source;
    this.listener = listener;
    this.interrupted = interrupted;
    optimizer =
        Optimizer.named(options.descent().optimizer()).averaging(options.regularization().ema());
    WantedClasses labels = source.corpus().labels();
    model =
        architecture.model(options.features(), labels.count(), options.regularization().dropout());
    int size = source.corpus().samples(Partition.TRAINING).size();
    stepsPerEpoch =
        budget.stepsPerEpoch() > 0 ? budget.stepsPerEpoch() : Math.max(1, size / budget.batch());
  }

  /**
   * Trains until the epochs are over, accuracy has stopped rising or someone interrupts.
   *
   * @param resume go on with what the folder holds; otherwise it must hold no run
   * @throws KwsException when the folder holds another run, something in it cannot be read or
   *     written, or the training or validation set is empty
   */
  public TrainingRecord run(boolean resume) {
    return run(resume, Map.of());
  }

  /**
   * The same.
   *
   * @param remembered what the record keeps for whoever lets the run go on
   */
  public TrainingRecord run(boolean resume, Map<String, String> remembered) {
    if (source.corpus().samples(Partition.VALIDATION).isEmpty()) {
      throw new KwsException(
          "the validation set is empty: the learning rate and the best epoch depend on it; make its"
              + " share larger, or name its clips in validation_list.txt");
    }
    requireBothKinds();
    try (RunFolder folder = RunFolder.lock(options.folder())) {
      return run(folder, resume, remembered);
    }
  }

  /** Requires what the recall at a rate of false alarms counts. */
  private void requireBothKinds() {
    List<Sample> samples = source.corpus().samples(Partition.VALIDATION);
    long words =
        samples.stream()
            .filter(one -> !one.isSilence() && one.label() != WantedClasses.UNKNOWN_INDEX)
            .count();
    if (budget.selection() == Selection.RECALL && (words == 0 || words == samples.size())) {
      throw new KwsException(
          "the best epoch cannot be chosen by recall: the validation set needs wanted words, and"
              + " other words or silence");
    }
  }

  private TrainingRecord run(RunFolder folder, boolean resume, Map<String, String> remembered) {
    TrainingRecord record = begin(resume, remembered);
    TrainingLogs logs = TrainingLogs.in(options.folder());
    logs.complete(record);
    folder.removeLeftovers(record);
    if (isDone(record)) {
      return record;
    }
    try (BatchFeatures features = new BatchFeatures(options.features());
        TrainingGraph graph =
            new TrainingGraph(
                model,
                optimizer,
                (float) options.regularization().labelSmoothing(),
                options.regularization().batchNormAverage(),
                options.seed(),
                options.threads())) {
      graph.restore(start(record));
      if (record.last().isPresent()) {
        exchangeAverages(graph);
      }
      return epochs(graph, features, record, new Keeping(folder, logs));
    }
  }

  /** The destinations of an epoch's results. */
  private record Keeping(RunFolder folder, TrainingLogs logs) {}

  private TrainingRecord epochs(
      TrainingGraph graph, BatchFeatures features, TrainingRecord begun, Keeping keeping) {
    TrainingRecord record = begun;
    RateState schedule =
        record
            .last()
            .map(last -> options.descent().schedule().resumed(last.schedule(), last.epoch()))
            .orElse(options.descent().schedule().starting(options.descent().learningRate()));
    long end = (long) budget.epochs() * stepsPerEpoch;
    try (Prefetcher batches =
        new Prefetcher(source, features, budget.batch(), graph.steps(), end)) {
      while (!isDone(record)) {
        RecentBatches recent = new RecentBatches();
        EpochRecord epoch =
            epoch(graph, features, batches, recent, record.epochs().size() + 1, schedule);
        if (epoch == null) {
          break;
        }
        record = keep(graph, record, epoch, keeping);
        schedule = epoch.schedule();
        listener.epoch(epoch, record.best().orElseThrow() == epoch);
        if (epoch.staysAtChance()) {
          listener.atChance(epoch, reason(graph, recent.last(), epoch));
        }
        exchangeAverages(graph);
      }
    }
    return record;
  }

  /** Exchanges what is trained for what is validated and kept, or back. */
  private void exchangeAverages(TrainingGraph graph) {
    if (optimizer.averages()) {
      graph.exchangeAverages();
    }
  }

  private static ChanceReason reason(TrainingGraph graph, ModelBatch clips, EpochRecord epoch) {
    TrainingGraph.Evaluation answers = graph.evaluate(clips);
    int correct = 0;
    for (int i = 0; i < clips.size(); i++) {
      correct += answers.likeliest(i).orElse(-1) == clips.labels()[i] ? 1 : 0;
    }
    return ChanceReason.of(
        epoch.trained().accuracy(), (double) correct / clips.size(), epoch.validated().accuracy());
  }

  /**
   * Requires a folder without a run, before the work begins.
   *
   * @throws KwsException when it holds one, or its record cannot be read
   */
  public static void requireNoRun(Path folder) {
    if (TrainingRecord.read(folder).filter(run -> !run.epochs().isEmpty()).isPresent()) {
      throw new KwsException(new TrainReason.FolderHoldsRun(folder.toString()));
    }
  }

  private TrainingRecord begin(boolean resume, Map<String, String> remembered) {
    RunSettings settings = RunSettings.of(options, stepsPerEpoch, source.augmentation());
    List<String> labels = source.corpus().labels().all();
    TrainingRecord fresh = new TrainingRecord(settings, remembered, labels, List.of());
    if (!resume) {
      requireNoRun(options.folder());
    }
    TrainingRecord found = TrainingRecord.read(options.folder()).orElse(fresh);
    Optional<String> difference = found.settings().difference(settings);
    if (difference.isEmpty() && !found.labels().equals(labels)) {
      difference = Optional.of("classes: " + found.labels() + " there, " + labels + " here");
    }
    difference.ifPresent(
        what -> {
          throw new KwsException(
              options.folder().resolve(TrainingRecord.FILE)
                  + " holds a run with other settings: "
                  + what);
        });
    return found.continued(settings, remembered);
  }

  private TrainingState start(TrainingRecord record) {
    if (record.last().isEmpty()) {
      return TrainingState.initial(model, options.seed());
    }
    EpochRecord last = record.last().get();
    Path file = options.folder().resolve(last.checkpoint());
    TrainingState state =
        TrainingState.from(model, optimizer, KerasCheckpoint.read(file), last.at().steps());
    if (state.slots().isEmpty() || state.steps() != last.at().steps()) {
      throw new KwsException(file + ": not the checkpoint of epoch " + last.epoch());
    }
    return state;
  }

  private boolean isDone(TrainingRecord record) {
    int epochs = record.epochs().size();
    int best = record.best().map(EpochRecord::epoch).orElse(0);
    return epochs >= budget.epochs() || budget.patience() > 0 && epochs - best >= budget.patience();
  }

  /** Trains and validates; null when interrupted. */
  private EpochRecord epoch(
      TrainingGraph graph,
      BatchFeatures features,
      Prefetcher batches,
      RecentBatches recent,
      int number,
      RateState now) {
    long started = System.nanoTime();
    double loss = 0;
    long correct = 0;
    for (int step = 1; step <= stepsPerEpoch; step++) {
      ModelBatch batch = batches.take();
      recent.add(batch);
      StepResult result = graph.step(batch, now.rate());
      requireNumber(result.loss(), "loss of step " + step, number, now.rate());
      loss += result.loss();
      correct += result.correct();
      double seen = (double) step * budget.batch();
      listener.step(
          new StepProgress(
              number, budget.epochs(), step, stepsPerEpoch, loss / step, correct / seen));
      if (interrupted.getAsBoolean()) {
        return null;
      }
    }
    double clips = (double) stepsPerEpoch * budget.batch();
    double seconds = (System.nanoTime() - started) / 1e9;
    double waited = batches.takeWaitedSeconds();
    exchangeAverages(graph);
    if (options.regularization().batchNormAverage() == StatisticsAverage.ESTIMATED) {
      graph.estimateStatistics(recent);
    }
    Validation validation =
        Validation.of(graph, source, features, Partition.VALIDATION, budget.batch());
    requireNumber(validation.loss(), "validation loss", number, now.rate());
    double accuracy = validation.confusion().accuracy();
    return new EpochRecord(
        new EpochRecord.Place(number, graph.steps(), System.currentTimeMillis() / 1e3),
        new EpochRecord.Trained(loss / stepsPerEpoch, correct / clips),
        new EpochRecord.Validated(
            validation.loss(), accuracy, validation.recall().orElse(EpochRecord.Validated.UNKNOWN)),
        now.rate(),
        new EpochRecord.Pace(clips / seconds, waited / seconds),
        String.format(Locale.ROOT, "ep-%03d-vl-%.4f.hdf5", number, validation.loss()),
        validation.confusion().counts(),
        options.descent().schedule().after(now, number, accuracy));
  }

  /** Weights that are no numbers never become any again. */
  private static void requireNumber(double loss, String what, int epoch, double rate) {
    if (!Double.isFinite(loss)) {
      throw new KwsException(
          String.format(
              Locale.ROOT,
              "epoch %d: the %s is %s: the weights have grown beyond all bounds. Train with a"
                  + " lower learning rate than %s; what earlier epochs left is kept",
              epoch,
              what,
              loss,
              rate));
    }
  }

  private TrainingRecord keep(
      TrainingGraph graph, TrainingRecord before, EpochRecord epoch, Keeping keeping) {
    KerasCheckpoint checkpoint =
        graph
            .state()
            .checkpoint(optimizer, epoch.schedule().rate(), options.features())
            .withMetadata(
                ModelMetadata.ofLabels(before.labels())
                    .withNumber(ModelMetadata.SAMPLE_RATE, KeywordClip.SAMPLE_RATE)
                    .withNumber(ModelMetadata.WINDOW, source.clipSamples()));
    CheckpointWriter.write(checkpoint, options.folder().resolve(epoch.checkpoint()));
    TrainingRecord record = before.with(epoch);
    record.write(options.folder());
    keeping.logs().complete(record);
    Stream.of(before.last(), before.best())
        .flatMap(Optional::stream)
        .map(EpochRecord::checkpoint)
        .filter(name -> !record.keeps(name))
        .forEach(keeping.folder()::remove);
    return record;
  }
}
