package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Partition;
import io.kwsbench.engine.Engine;
import io.kwsbench.evaluate.GraphEvaluation;
import io.kwsbench.evaluate.RocCurve;
import io.kwsbench.freeze.FreezeOptions;
import io.kwsbench.freeze.Freezer;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.label.ClipModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Measures how right a model is on a set of a corpus. */
final class EvaluateCommand implements Command {
  @Parameter(names = "--graph", order = 3, description = "frozen graph to evaluate")
  private String graph = "";

  @Parameter(names = "--checkpoint", order = 4, description = "or a Keras checkpoint")
  private String checkpoint = "";

  @Parameter(names = "--set", order = 5, description = "training, validation, testing or pseudo")
  private String set = "testing";

  @Parameter(
      names = "--format",
      order = 6,
      description = "text, json or csv (the confusion matrix)")
  private String format = "text";

  @Parameter(names = "--out", order = 7, description = "file for the result instead of stdout")
  private String out = "";

  @Parameter(
      names = "--pictures",
      order = 8,
      description = "folder for confusion and ROC as SVG and PNG")
  private String pictures = "";

  @ParametersDelegate private final CorpusOptions data = new CorpusOptions();
  @ParametersDelegate private final FeatureFlags front = new FeatureFlags();
  @ParametersDelegate private final LongAudioOptions longAudio = new LongAudioOptions();
  @ParametersDelegate private final EvaluateEngine engines = new EvaluateEngine();

  /** The engine's flag alone: clips are evaluated one after another. */
  static final class EvaluateEngine {
    @Parameter(names = "--engine", order = 20, description = "native or tensorflow")
    private String engine = "";

    Engine engine() {
      if (engine.isEmpty()) {
        return Engines.installed().preferred();
      }
      List<Engine> selected = Engines.installed().select(engine);
      if (selected.size() != 1) {
        throw new ParameterException("--engine: one engine evaluates");
      }
      return selected.get(0);
    }
  }

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
  public ExitCode run(CliContext context) {
    if (!List.of("text", "json", "csv").contains(format)) {
      throw new ParameterException("--format: '" + format + "' is not text, json or csv");
    }
    Partition partition = partition();
    FrozenGraph model = model();
    ClipCache clips = data.cache();
    BatchSource source = data.source(data.corpus(), clips, Augmentation.original());
    Engine engine = engines.engine();
    GraphEvaluation evaluation;
    List<RocCurve> curves;
    int size = source.corpus().samples(partition).size();
    try (ClipModel loaded = new ClipModel(engine, model)) {
      try (BulkProgress progress = new BulkProgress(context, "evaluating", size)) {
        evaluation = GraphEvaluation.of(loaded, source, partition, progress::done);
      }
      curves = longAudio.curves(loaded, source, partition, data.seed(), context);
    }
    EvaluationReport report = new EvaluationReport(set, model, engine, evaluation, curves);
    ResultFile.deliver(report.render(format), out, context);
    if (!pictures.isEmpty()) {
      report.draw(new Pictures(BulkModelOptions.path(pictures), context));
    }
    if (!clips.unreadable().isEmpty()) {
      context.warn(clips.unreadable().size() + " clips could not be read and count as silence");
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }

  private Partition partition() {
    return Arrays.stream(Partition.values())
        .filter(partition -> partition.label().equals(set))
        .findFirst()
        .orElseThrow(() -> new ParameterException("--set: '" + set + "' is no set"));
  }

  private FrozenGraph model() {
    if (graph.isEmpty() == checkpoint.isEmpty()) {
      throw new ParameterException("which model? give either --graph or --checkpoint");
    }
    if (!graph.isEmpty() && front.features().isPresent()) {
      throw new ParameterException("--features is for --checkpoint: a graph has its own front end");
    }
    if (!graph.isEmpty()) {
      return FrozenGraph.load(BulkModelOptions.path(graph));
    }
    Path file = BulkModelOptions.path(checkpoint);
    KerasCheckpoint stored = KerasCheckpoint.read(file);
    String config =
        stored
            .modelConfig()
            .orElseThrow(() -> new KwsException(file + ": weights only, no model_config"));
    FreezeOptions options =
        front.features().map(FreezeOptions.DEFAULT::withFeatures).orElse(FreezeOptions.DEFAULT);
    byte[] frozen = Freezer.freeze(stored, config, file.toString(), options).graph();
    return FrozenGraph.parse(frozen, file.toString());
  }
}
