package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.BulkEngine;
import io.kwsbench.cli.model.BulkModelOptions;
import io.kwsbench.cli.options.AlarmBudget;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.cli.output.Pictures;
import io.kwsbench.cli.output.ReportFormat;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Corpus;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.evaluate.GraphEvaluation;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.BudgetedThresholds;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.report.Report;
import io.kwsbench.report.render.Format;
import io.kwsbench.usage.ExitCode;
import java.util.Optional;

/** Measures how right a model is on a set of a corpus. */
@FlagGroup("evaluation")
public final class EvaluateCommand implements Command {
  @ParametersDelegate private final BulkModelOptions models = new BulkModelOptions();

  @Parameter(
      names = "--set",
      order = 5,
      description = "set to evaluate: training, validation, testing or pseudo")
  @Choices({"training", "validation", "testing", "pseudo"})
  private String set = "testing";

  @Parameter(
      names = "--format",
      order = 6,
      description = "report format: text, json or csv (the confusion matrix)")
  @Choices({"text", "json", "csv"})
  private String format = "text";

  @Parameter(
      names = "--out",
      order = 7,
      description = "file to write the report to; default: stdout")
  @PathFlag(PathFlag.Use.FILE)
  private String out = "";

  @Parameter(
      names = "--pictures",
      order = 8,
      description =
          "folder for the confusion matrix and ROC curves, as SVG and PNG; default: not" + " drawn")
  @PathFlag(PathFlag.Use.FOLDER)
  private String pictures = "";

  @ParametersDelegate private final CorpusOptions data = new CorpusOptions();
  @ParametersDelegate private final CacheOption cache = new CacheOption();
  @ParametersDelegate private final FeatureFlags front = new FeatureFlags();
  @ParametersDelegate private final LongAudioOptions longAudio = new LongAudioOptions();
  @ParametersDelegate private final BulkEngine engines = new BulkEngine();

  @Override
  public String name() {
    return "evaluate";
  }

  @Override
  public String summary() {
    return "Measures a model's accuracy on a set of a data folder.";
  }

  @Override
  public String example() {
    return "evaluate --graph frozen.pb --data speech_commands/ --words yes,no --set testing";
  }

  @Override
  public String synopsis() {
    return "--graph FILE|--checkpoint FILE --data FOLDER --set validation [flags]";
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    front.check(typed);
    longAudio.check(typed);
    data.check(typed);
  }

  @Override
  public ExitCode run(CliContext context) {
    Format chosen = ReportFormat.of(format, EvaluationReport.FORMATS);
    Partition partition = EvaluatedSet.named(set);
    Optional<ThresholdWriter> writer =
        longAudio.target().map(target -> new ThresholdWriter(models.file(), target));
    writer.ifPresent(ThresholdWriter::check);
    ClipCache clips = cache.cache();
    Report report;
    EvaluationPictures drawn;
    try (ClipModel model = models.open(engines, front.freezing(models.isCheckpoint()))) {
      ModelLabels known = models.known(model, context);
      Optional<WantedClasses> labels = EvaluatedLabels.of(data.wanted(), known);
      BatchSource source = source(data.corpus(labels, context::warn), clips, context);
      if (labels.isEmpty()) {
        context.warn(model.source() + ": " + EvaluatedLabels.assumed(data.wanted()));
      }
      GraphEvaluation evaluation = evaluate(model, source, partition, context);
      LongAudioStudy.Results heard =
          longAudio.results(model, source, partition, data.seed(), context);
      report = EvaluationReport.of(set, model, evaluation, heard, models.isCheckpoint());
      drawn = new EvaluationPictures(set, evaluation.confusion(), heard);
    }
    if (drawn.longAudio().outOfReach().isEmpty()) {
      writer.ifPresent(one -> one.write(drawn.longAudio()));
    }
    longAudio
        .detections()
        .ifPresent(file -> ResultFile.deliver(drawn.longAudio().detections().csv(), file));
    ResultFile.deliver(report, chosen, out, context);
    if (!pictures.isEmpty()) {
      drawn.write(new Pictures(TypedPath.of(pictures), context));
    }
    drawn.longAudio().reached().flatMap(EvaluateCommand::joint).ifPresent(context::warn);
    if (!clips.unreadable().isEmpty()) {
      context.warn(
          clips.unreadable().size() + " clips could not be read and are excluded from the results");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }

  private static Optional<String> joint(BudgetedThresholds chosen) {
    double together = chosen.rate(chosen.together().falseAlarms()).perHour();
    return AlarmBudget.joint(chosen.perHour(), together, chosen.words().size());
  }

  private BatchSource source(Corpus corpus, ClipCache clips, CliContext context) {
    return longAudio.composes()
        ? data.source(corpus, clips, Augmentation.original(), context)
        : data.plainSource(corpus, clips);
  }

  private static GraphEvaluation evaluate(
      ClipModel model, BatchSource source, Partition partition, CliContext context) {
    int size = source.corpus().samples(partition).size();
    EvaluatedSet.requireClips(source.corpus(), partition);
    try (BulkProgress progress = new BulkProgress(context, "evaluating", size)) {
      return GraphEvaluation.of(model, source, partition, progress::done);
    }
  }
}
