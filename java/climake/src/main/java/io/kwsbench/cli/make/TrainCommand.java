package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.options.EngineFlag;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.model.Architecture;
import io.kwsbench.train.EpochRecord;
import io.kwsbench.train.LearningRateSchedule;
import io.kwsbench.train.StatisticsAverage;
import io.kwsbench.train.Trainer;
import io.kwsbench.train.TrainingOptions;
import io.kwsbench.train.TrainingRecord;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Trains a keyword spotter from a folder of WAV files. */
@FlagGroup("training")
public final class TrainCommand implements Command {
  @ParametersDelegate private final CorpusOptions data = new CorpusOptions();
  @ParametersDelegate private final CacheOption cache = new CacheOption();
  @ParametersDelegate private final FeatureFlags front = new FeatureFlags();
  @ParametersDelegate private final AugmentationOptions variation = new AugmentationOptions();

  @FlagGroup("output")
  @Parameter(
      names = "--out",
      order = 3,
      description = "folder for checkpoints, logs and the training record; required")
  @PathFlag(PathFlag.Use.FOLDER)
  private String out = "";

  @FlagGroup("output")
  @Parameter(
      names = "--resume",
      arity = 1,
      order = 4,
      description =
          "continue the run in --out from its last complete epoch, with the run's own flags")
  private boolean resume;

  @Parameter(
      names = "--architecture",
      order = 10,
      description =
          "network: pi or ensemble (raw), residual (spec, mfcc) or two_input"
              + " (mfcc_and_raw); default: the first that takes the features")
  @PathFlag(PathFlag.Use.READ)
  private String architecture = "";

  @Parameter(names = "--epochs", order = 11, description = "maximum number of epochs")
  private int epochs = 100;

  @Parameter(names = "--batch", order = 12, description = "number of clips per step")
  private int batch = 384;

  @Parameter(
      names = "--steps",
      order = 13,
      description = "number of steps per epoch; 0 covers the training set once")
  private int steps;

  @Parameter(names = "--optimizer", order = 14, description = "optimizer: rmsprop, adam or sgd")
  private String optimizer = "rmsprop";

  @Parameter(
      names = "--learning_rate",
      order = 15,
      description = "learning rate of the first epoch")
  private double learningRate = 1e-3;

  @Parameter(
      names = "--schedule",
      order = 16,
      description =
          "learning-rate schedule: plateau (halved when validation accuracy stops rising)"
              + " or cosine (falls to almost zero over --epochs)")
  private String schedule = "plateau";

  @Parameter(
      names = "--plateau_patience",
      order = 16,
      description =
          "number of epochs without better validation accuracy before the learning rate is"
              + " halved")
  private int plateauPatience = 4;

  @Parameter(
      names = "--patience",
      order = 17,
      description =
          "number of epochs without better validation accuracy before training stops; 0"
              + " never stops early")
  private int patience;

  @Parameter(
      names = "--label_smoothing",
      order = 18,
      description = "label smoothing, a share from 0 to 1")
  private double labelSmoothing = 0.1;

  @Parameter(
      names = "--dropout",
      order = 19,
      description = "dropout rate, a share from 0 to 1; default: the architecture's")
  private Double dropout;

  @Parameter(
      names = "--batch_norm_average",
      order = 20,
      description =
          "momentum of batch normalization: growing (rises to 0.99, so validation is right"
              + " from the first epoch) or fixed (0.99, as in Keras and the 2017 entry)")
  private String batchNormAverage = StatisticsAverage.GROWING.label();

  @Parameter(
      names = {"--num_threads", "--threads"},
      order = 21,
      description = "number of TensorFlow threads; 0 uses one per core")
  private int threads;

  @FlagGroup("output")
  @Parameter(
      names = "--format",
      order = 22,
      description = "format of the line per epoch on stdout: text or json")
  private String format = "text";

  private JCommander flags;

  @Override
  public String name() {
    return "train";
  }

  @Override
  public String summary() {
    return "Trains a keyword spotter from a folder of WAV files.";
  }

  @Override
  public String example() {
    return "train --data speech_commands/ --out run/ --words yes,no --epochs 20";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "--data FOLDER --out FOLDER [--words yes,no] [flags], or --resume --out FOLDER";
  }

  @Override
  public void parsed(JCommander typed) {
    flags = typed;
    if (!resume) {
      check(new TypedFlags(typed));
    }
  }

  private void check(TypedFlags typed) {
    front.check(typed);
    data.check(typed);
    variation.check(typed);
    typed.refuse(!schedule.equals("plateau"), "needs --schedule plateau", "--plateau_patience");
  }

  @Override
  public ExitCode run(CliContext context) {
    Path folder = TypedPath.required("--out", out);
    Set<String> recalled =
        Optional.of(folder)
            .filter(run -> resume)
            .flatMap(TrainingRecord::read)
            .map(found -> recall(found, folder, context))
            .orElse(Set.of());
    try {
      return train(folder, context);
    } catch (ParameterException e) {
      if (recalled.stream().anyMatch(flag -> String.valueOf(e.getMessage()).contains(flag))) {
        throw RememberedFlags.spoiled(folder, e); // nobody typed it
      }
      throw e;
    }
  }

  private ExitCode train(Path folder, CliContext context) {
    EpochLines lines = lines();
    TrainingOptions options = options(folder);
    if (!resume) {
      Trainer.requireNoRun(folder); // before any warning about the data
    }
    // fails before anything is read where there is no TensorFlow, which trains
    EngineFlag.ofInstalled().required("tensorflow");
    ClipCache clips = cache.cache();
    TrainingRecord record;
    try (TrainProgress progress = new TrainProgress(context, lines)) {
      progress.preparing("listing the clips of the data folders");
      Corpus corpus = data.corpus(context::warn);
      BatchSource source = data.source(corpus, clips, variation.augmentation(), context);
      progress.preparing("building the training graph and decoding the first clips");
      record =
          new Trainer(options, source, progress, context.interrupted())
              .run(resume, RememberedFlags.of(flags));
    }
    return tell(context, folder, clips, record);
  }

  private Set<String> recall(TrainingRecord found, Path folder, CliContext context) {
    Set<String> recalled = RememberedFlags.recall(flags, found.remembered(), folder, context::warn);
    String end = found.remembered().getOrDefault("--epochs", "" + epochs);
    if (schedule.equals("cosine") && !end.equals("" + epochs)) {
      context.warn(
          "the cosine of the learning rate now ends with epoch " + epochs + " instead of " + end);
    }
    return recalled;
  }

  private TrainingOptions options(Path folder) {
    ClipFeatures features = front.features().orElse(ClipFeatures.RAW);
    Architecture model =
        architecture.isEmpty()
            ? Architecture.taking(features.mode())
            : Architecture.named(architecture, features.mode());
    try {
      return new TrainingOptions(
          model.name(),
          features,
          new TrainingOptions.Descent(optimizer, learningRate, rateRule()),
          new TrainingOptions.Regularization(
              labelSmoothing, dropout == null ? model.publishedDropout() : dropout, average()),
          new TrainingOptions.Budget(batch, steps, epochs, patience),
          data.seed(),
          threads,
          folder);
    } catch (OutOfRangeException e) {
      throw new ParameterException("--" + e.getMessage());
    }
  }

  private EpochLines lines() {
    return switch (format) {
      case "text" -> EpochLines.TEXT;
      case "json" -> EpochLines.JSON;
      default -> throw new ParameterException("--format: '" + format + "' is not text or json");
    };
  }

  private LearningRateSchedule rateRule() {
    return switch (schedule) {
      case "plateau" -> new LearningRateSchedule.Plateau(0.5, plateauPatience, 1e-5);
      case "cosine" -> new LearningRateSchedule.Cosine(learningRate, epochs);
      default ->
          throw new ParameterException("--schedule: '" + schedule + "' is not plateau or cosine");
    };
  }

  private StatisticsAverage average() {
    return Arrays.stream(StatisticsAverage.values())
        .filter(average -> average.label().equals(batchNormAverage))
        .findFirst()
        .orElseThrow(
            () ->
                new ParameterException(
                    "--batch_norm_average: '" + batchNormAverage + "' is not growing or fixed"));
  }

  private ExitCode tell(CliContext context, Path folder, ClipCache clips, TrainingRecord record) {
    if (!clips.unreadable().isEmpty()) {
      context.warn(clips.unreadable().size() + " clips could not be read and were skipped");
    }
    if (record.best().isEmpty()) {
      context.warn("stopped during the first epoch; nothing was kept");
      return ExitCode.INTERRUPTED;
    }
    if (lines() == EpochLines.TEXT) {
      best(context, folder, record.best().get());
    }
    if (context.interrupted().getAsBoolean()) {
      context.warn("stopped; --resume continues after epoch " + record.epochs().size());
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.DONE;
  }

  private static void best(CliContext context, Path folder, EpochRecord best) {
    Path checkpoint = folder.resolve(best.checkpoint());
    context
        .out()
        .printf(
            Locale.ROOT,
            "best: epoch %d, validation accuracy %.4f, %s%n",
            best.epoch(),
            best.validated().accuracy(),
            checkpoint);
    context.out().println("next: kwsbench freeze " + checkpoint + " --out frozen.pb");
  }
}
