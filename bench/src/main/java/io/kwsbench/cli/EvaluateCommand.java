package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.KwsException;
import io.kwsbench.checkpoint.KerasCheckpoint;
import io.kwsbench.corpus.Augmentation;
import io.kwsbench.corpus.BatchSource;
import io.kwsbench.corpus.ClipCache;
import io.kwsbench.corpus.Partition;
import io.kwsbench.engine.Engine;
import io.kwsbench.freeze.FreezeOptions;
import io.kwsbench.freeze.Freezer;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.label.ClipModel;
import io.kwsbench.train.ConfusionMatrix;
import io.kwsbench.train.GraphEvaluation;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

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

  @ParametersDelegate private final CorpusOptions data = new CorpusOptions();
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
    int size = source.corpus().samples(partition).size();
    try (ClipModel loaded = new ClipModel(engine, model);
        BulkProgress progress = new BulkProgress(context, "evaluating", size)) {
      evaluation = GraphEvaluation.of(loaded, source, partition, progress::done);
    }
    ResultFile.deliver(render(evaluation, model, engine), out, context);
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
    if (!graph.isEmpty()) {
      return FrozenGraph.load(BulkModelOptions.path(graph));
    }
    Path file = BulkModelOptions.path(checkpoint);
    KerasCheckpoint stored = KerasCheckpoint.read(file);
    String config =
        stored
            .modelConfig()
            .orElseThrow(() -> new KwsException(file + ": weights only, no model_config"));
    byte[] frozen = Freezer.freeze(stored, config, file.toString(), FreezeOptions.DEFAULT).graph();
    return FrozenGraph.parse(frozen, file.toString());
  }

  private String render(GraphEvaluation evaluation, FrozenGraph model, Engine engine) {
    return switch (format) {
      case "csv" -> evaluation.confusion().toCsv();
      case "json" -> json(evaluation, model, engine).toPrettyString() + "\n";
      default -> text(evaluation, model, engine);
    };
  }

  private String text(GraphEvaluation evaluation, FrozenGraph model, Engine engine) {
    ConfusionMatrix confusion = evaluation.confusion();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s set: %d clips, accuracy %.4f, mean recall %.4f, cross-entropy %.4f%n"
                + "%s: %,d bytes, %.3f ms a clip (median), %s%n%n%-20s %9s %9s %9s%n",
            set,
            confusion.total(),
            confusion.accuracy(),
            confusion.meanRecall(),
            evaluation.loss(),
            model.source(),
            model.sizeBytes(),
            evaluation.medianMillis(),
            engine.name(),
            "class",
            "clips",
            "precision",
            "recall"));
    for (int i = 0; i < confusion.labels().size(); i++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%-20s %9d %9.4f %9.4f%n",
              confusion.labels().get(i),
              Arrays.stream(confusion.counts()[i]).sum(),
              confusion.precision(i),
              confusion.recall(i)));
    }
    return text.append('\n').append(confusion.toText()).toString();
  }

  private ObjectNode json(GraphEvaluation evaluation, FrozenGraph model, Engine engine) {
    ConfusionMatrix confusion = evaluation.confusion();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("model", model.source()).put("bytes", model.sizeBytes()).put("set", set);
    json.put("engine", engine.name()).put("median_ms", evaluation.medianMillis());
    json.put("clips", confusion.total()).put("accuracy", confusion.accuracy());
    json.put("mean_recall", confusion.meanRecall()).put("cross_entropy", evaluation.loss());
    ArrayNode classes = json.putArray("classes");
    for (int i = 0; i < confusion.labels().size(); i++) {
      ObjectNode one = classes.addObject().put("label", confusion.labels().get(i));
      one.put("precision", confusion.precision(i)).put("recall", confusion.recall(i));
      ArrayNode counts = one.putArray("taken_for");
      Arrays.stream(confusion.counts()[i]).forEach(counts::add);
    }
    return json;
  }
}
