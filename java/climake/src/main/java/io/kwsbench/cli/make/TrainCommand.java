package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.OutOfRangeException;
import io.kwsbench.cli.command.Choices;
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
import io.kwsbench.corpus.Partition;
import io.kwsbench.keras.features.ClipFeatures;
import io.kwsbench.model.Architecture;
import io.kwsbench.train.EpochRecord;
import io.kwsbench.train.Selection;
import io.kwsbench.train.StatisticsAverage;
import io.kwsbench.train.Trainer;
import io.kwsbench.train.TrainingOptions;
import io.kwsbench.train.TrainingRecord;
import io.kwsbench.usage.ExitCode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Trains a keyword spotter from a folder of WAV files. */
@FlagGroup("training")
public final class TrainCommand implements Command {
  @ParametersDelegate private final CorpusOptions data = new CorpusOptions();
  @ParametersDelegate private final CacheOption cache = new CacheOption();
  @ParametersDelegate private final FeatureFlags front = new FeatureFlags();
  @ParametersDelegate private final AugmentationOptions variation = new AugmentationOptions();
  @ParametersDelegate private final RecipeFlags recipe = new RecipeFlags();

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
          "network: pi, pi_small or ensemble (raw), residual (spec, mfcc) or two_input"
              + " (mfcc_and_raw); default: the first that takes the features")
  @PathFlag(PathFlag.Use.READ)
  @Choices({"pi", "pi_small", "ensemble", "residual", "two_input"})
  private String architecture = "";

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
      names = "--ema",
      order = 20,
      description =
          "average of each weight over the steps, which becomes the model's weight: the share of"
              + " the old average that a step keeps, such as 0.999; 0 averages none")
  private double ema;

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
  @Choices({"text", "json"})
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
    recipe.check(typed);
    typed.refuse(
        recipe.average() != StatisticsAverage.ESTIMATED,
        "needs --batch_norm_average estimated",
        "--ema");
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
    options(folder, Integer.MAX_VALUE); // refuses bad flags before anything is read
    if (!resume) {
      Trainer.requireNoRun(folder); // before any warning about the data
    }
    // fails before anything is read where there is no TensorFlow, which trains
    EngineFlag.ofInstalled().required("tensorflow");
    ClipCache clips = cache.cache();
    TrainingRecord record;
    try (TrainProgress progress = new TrainProgress(context, lines, recipe.average())) {
      progress.preparing("listing the clips of the data folders");
      Corpus corpus = data.corpus(context::warn);
      BatchSource source = data.source(corpus, clips, variation.augmentation(), context);
      int size = corpus.samples(Partition.TRAINING).size();
      TrainingOptions options = options(folder, size);
      recipe.settle(size);
      if (!variation.reverses()) {
        data.warnOfNoUnknown(corpus, context::warn);
      }
      progress.preparing("building the training graph and decoding the first clips");
      record =
          new Trainer(options, source, progress, context.interrupted())
              .run(resume, RememberedFlags.of(flags));
    }
    return tell(context, folder, clips, record);
  }

  private Set<String> recall(TrainingRecord found, Path folder, CliContext context) {
    Map<String, String> remembered = RecipeFlags.completed(found.remembered());
    Set<String> recalled = RememberedFlags.recall(flags, remembered, folder, context::warn);
    String now = Integer.toString(recipe.epochs());
    String end = remembered.getOrDefault("--epochs", now);
    if (recipe.isCosine() && !end.equals(now)) {
      context.warn(
          "the cosine of the learning rate now ends with epoch " + now + " instead of " + end);
    }
    return recalled;
  }

  /**
   * The options that the flags make.
   *
   * @param size number of clips in the training set
   */
  private TrainingOptions options(Path folder, int size) {
    ClipFeatures features = front.features().orElse(ClipFeatures.RAW);
    Architecture model =
        architecture.isEmpty()
            ? Architecture.taking(features.mode())
            : Architecture.named(architecture, features.mode());
    try {
      return new TrainingOptions(
          model.name(),
          features,
          recipe.descent(),
          new TrainingOptions.Regularization(
              labelSmoothing,
              dropout == null ? model.publishedDropout() : dropout,
              recipe.average(),
              ema),
          recipe.budget(size),
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

  private ExitCode tell(CliContext context, Path folder, ClipCache clips, TrainingRecord record) {
    if (!clips.unreadable().isEmpty()) {
      context.warn(clips.unreadable().size() + " clips could not be read and were skipped");
    }
    if (record.best().isEmpty()) {
      context.warn("stopped during the first epoch; nothing was kept");
      return ExitCode.INTERRUPTED;
    }
    if (lines() == EpochLines.TEXT) {
      best(context.out(), folder, record.best().get());
    }
    if (context.interrupted().getAsBoolean()) {
      context.warn("stopped; --resume continues after epoch " + record.epochs().size());
      return ExitCode.INTERRUPTED;
    }
    return ExitCode.DONE;
  }

  private void best(PrintStream out, Path folder, EpochRecord best) {
    Path file = folder.resolve(best.checkpoint());
    out.printf(
        Locale.ROOT,
        "best: epoch %d, validation accuracy %.4f%s, %s%n",
        best.epoch(),
        best.validated().accuracy(),
        recipe.selection() == Selection.RECALL
            ? String.format(Locale.ROOT, ", recall %.4f", best.validated().recall())
            : "",
        file);
    String checkpoint = " --checkpoint " + ShellWord.of(file);
    out.println(
        "next: kwsbench evaluate" + checkpoint + " " + data.ofSameSets() + " --set validation");
    out.println("next: kwsbench freeze" + checkpoint + " --out frozen.pb");
  }
}
