package io.kwsbench.cli.make;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.audio.KeywordClip;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.BulkModelOptions;
import io.kwsbench.cli.output.BulkProgress;
import io.kwsbench.cli.output.ReportFormat;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.corpus.BackgroundNoise;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.CalibrationClips;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Partition;
import io.kwsbench.corpus.WantedClasses;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.evaluate.SetScores;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.label.ClipModel;
import io.kwsbench.longaudio.RocCurve;
import io.kwsbench.measure.EnvironmentProbe;
import io.kwsbench.measure.RunTimes;
import io.kwsbench.measure.precision.CompiledForm;
import io.kwsbench.measure.precision.FormFiles;
import io.kwsbench.metadata.ModelLabels;
import io.kwsbench.plan.PlanWriter;
import io.kwsbench.plan.Precision;
import io.kwsbench.report.precision.PrecisionReport;
import io.kwsbench.report.precision.PrecisionResult;
import io.kwsbench.report.render.Format;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Compiles a model in several precisions, and measures what each costs and saves. */
@FlagGroup("evaluation")
public final class QuantizeCommand implements Command {
  @ParametersDelegate private final BulkModelOptions models = new BulkModelOptions();
  @ParametersDelegate private final PrecisionFlags precisions = new PrecisionFlags();

  @Parameter(
      names = "--set",
      order = 5,
      description = "set to measure accuracy on: training, validation, testing or pseudo")
  @Choices({"training", "validation", "testing", "pseudo"})
  private String set = "validation";

  @Parameter(
      names = "--format",
      order = 6,
      description = "report format: text, json, csv (one row per precision) or html")
  @Choices({"text", "json", "csv", "html"})
  private String format = "text";

  @Parameter(
      names = "--out",
      order = 7,
      description =
          "compiled model to write, such as model.kws: the smallest within --max_drop; not written"
              + " if there is none; default: not written")
  @PathFlag(PathFlag.Use.FILE)
  private String out = "";

  @Parameter(
      names = "--long_minutes",
      order = 5,
      description =
          "minutes of audio to compose from the set's clips and background noise, to count false"
              + " alarms in; 0 composes none")
  private double longMinutes;

  @ParametersDelegate private final CorpusOptions data = new CorpusOptions();
  @ParametersDelegate private final CacheOption cache = new CacheOption();
  @ParametersDelegate private final FeatureFlags front = new FeatureFlags();

  @Override
  public String name() {
    return "quantize";
  }

  @Override
  public String summary() {
    return "Compiles a model with smaller weights, and measures what that costs.";
  }

  @Override
  public String example() {
    return "quantize --graph frozen.pb --data clips/ --to weights8 --out model.kws";
  }

  @Override
  public String synopsis() {
    return "--graph FILE --data FOLDER [--to weights8] [--out MODEL.kws] [flags]";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.GATE_FAILED, ExitCode.INTERRUPTED);
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    front.check(typed);
    precisions.check(typed);
    data.check(typed);
  }

  @Override
  public ExitCode run(CliContext context) {
    Format chosen = ReportFormat.of(format, PrecisionReport.FORMATS);
    Partition partition = EvaluatedSet.named(set);
    precisions.maxDrop();
    List<Precision> lower = precisions.precisions();
    precisions.calibrationClips();
    FrozenGraph graph = models.graph(front.freezing(models.isCheckpoint()));
    Engine engine = Engines.requireAvailable(new NativeEngine());
    ClipCache clips = cache.cache();
    ModelLabels known;
    BatchSource source;
    List<CompiledForm> forms;
    try (ClipModel model = new ClipModel(engine, graph)) {
      known = models.known(model, context);
      Optional<WantedClasses> labels = EvaluatedLabels.of(data.wanted(), known);
      if (labels.isEmpty()) {
        context.warn(model.source() + ": " + EvaluatedLabels.assumed(data.wanted()));
      }
      source = data.plainSource(data.corpus(labels, context::warn), clips);
      EvaluatedSet.requireClips(source.corpus(), partition);
      Optional<Int8Form> integers =
          precisions.integers()
              ? Optional.of(Int8Form.of(engine, model, graph, context))
              : Optional.empty();
      forms = forms(graph, lower, integers, source, known.names());
    }
    PrecisionResult result = measured(engine, graph, forms, source, partition, context);
    ResultFile.deliver(PrecisionReport.of(result), chosen, "", context);
    return outcome(result, forms, clips, context);
  }

  private List<CompiledForm> forms(
      FrozenGraph graph,
      List<Precision> lower,
      Optional<Int8Form> integers,
      BatchSource source,
      List<String> labels) {
    List<CompiledForm> forms = new ArrayList<>();
    forms.add(CompiledForm.of(graph, Precision.FLOAT32, Set.of(), labels));
    precisions.requireWeights(
        forms.get(0), integers.map(form -> form.integers().steps()).orElse(List.of()));
    for (Precision precision : lower) {
      forms.add(CompiledForm.of(graph, precision, precisions.kept(), labels));
    }
    integers.ifPresent(
        form -> forms.add(form.compiled(calibration(source), precisions.kept(), labels)));
    return forms;
  }

  private List<float[]> calibration(BatchSource source) {
    BackgroundNoise noise =
        BackgroundNoise.in(data.folders(), KeywordClip.SAMPLE_RATE, source.clipSamples());
    return CalibrationClips.draw(source, noise, precisions.calibrationClips(), data.seed());
  }

  private PrecisionResult measured(
      Engine engine,
      FrozenGraph graph,
      List<CompiledForm> forms,
      BatchSource source,
      Partition partition,
      CliContext context) {
    EnvironmentProbe probe = new EnvironmentProbe();
    try (FormFiles files = FormFiles.of(forms)) {
      List<RunTimes> times = PrecisionStudy.race(engine, files.files(), context);
      SetScores scores = scores(engine, files.files(), source, partition, context);
      Optional<PrecisionResult.LongAudio> alarms =
          longMinutes == 0
              ? Optional.empty()
              : Optional.of(alarms(engine, files.files(), forms, source, partition, context));
      PrecisionResult.Subject subject =
          new PrecisionResult.Subject(
              graph.source(),
              set,
              scores.clips(),
              scores.unreadable(),
              engine.name(),
              engine.version(),
              1);
      return new PrecisionStudy(forms, files.sizes(), scores, times, alarms, precisions.maxDrop())
          .result(subject, probe, context);
    }
  }

  /** Every model listens to the same audio. */
  private PrecisionResult.LongAudio alarms(
      Engine engine,
      List<Path> files,
      List<CompiledForm> forms,
      BatchSource source,
      Partition partition,
      CliContext context) {
    List<RocCurve> curves = new ArrayList<>();
    for (Path file : files) {
      try (ClipModel model = ClipModel.open(engine, file)) {
        curves.add(
            LongAudioOptions.composed(model, source, partition, longMinutes, data.seed(), context));
      }
    }
    return PrecisionAlarms.of(forms.stream().map(CompiledForm::name).toList(), curves);
  }

  private static SetScores scores(
      Engine engine,
      List<Path> files,
      BatchSource source,
      Partition partition,
      CliContext context) {
    List<ClipModel> opened = new ArrayList<>();
    int size = source.corpus().samples(partition).size();
    try (BulkProgress progress = new BulkProgress(context, "evaluating", size)) {
      files.forEach(file -> opened.add(ClipModel.open(engine, file)));
      return SetScores.of(opened, source, partition, progress::done);
    } finally {
      opened.forEach(ClipModel::close);
    }
  }

  private ExitCode outcome(
      PrecisionResult result, List<CompiledForm> forms, ClipCache clips, CliContext context) {
    if (context.interrupted().getAsBoolean()) {
      return ExitCode.INTERRUPTED;
    }
    Optional<String> chosen = result.limit().chosen();
    if (chosen.isEmpty()) {
      context.warn(failure(result));
      return ExitCode.GATE_FAILED;
    }
    if (!out.isEmpty()) {
      forms.stream()
          .filter(form -> form.name().equals(chosen.get()))
          .forEach(form -> PlanWriter.write(form.plan(), TypedPath.of(out)));
      context.warn(out + ": written with " + chosen.get());
    }
    if (!clips.unreadable().isEmpty()) {
      context.warn(
          clips.unreadable().size() + " clips could not be read and are excluded from the results");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }

  private String failure(PrecisionResult result) {
    String losses =
        result.precisions().stream()
            .flatMap(
                form ->
                    form.change().stream()
                        .map(
                            c ->
                                String.format(
                                    Locale.ROOT, "%s %.2f", form.precision(), c.dropPoints())))
            .collect(Collectors.joining(", "));
    return "more points lost than --max_drop "
        + precisions.maxDrop()
        + ": "
        + losses
        + (out.isEmpty() ? "" : "; " + out + " is not written");
  }
}
