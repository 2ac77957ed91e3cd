package io.kwsbench.cli.use;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.KwsException;
import io.kwsbench.audio.ClipFiles;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.FlagText;
import io.kwsbench.cli.command.OneLine;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.model.OpenSession;
import io.kwsbench.cli.model.PlanFile;
import io.kwsbench.cli.options.EngineOptions;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.cli.options.OutputOptions;
import io.kwsbench.cli.output.ReportFormat;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.engine.EngineChoice;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.report.render.Format;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.TensorValue;
import io.kwsbench.usage.ExitCode;
import io.kwsbench.workload.ClipFeeder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Prints the probabilities of clips, one clip at a time, in the order given. */
@FlagText(
    flag = "--graph",
    text =
        "frozen graph (.pb), compiled model (.kws), other model (.onnx, .tflite, .keras, .h5) or"
            + " SavedModel (its folder); required")
public final class RunCommand implements Command {
  /** The flags for compiled models, whose inputs and outputs are fixed. */
  public static final Set<String> PLAN_FLAGS =
      Set.of(
          "--graph",
          "--engine",
          "--num_threads",
          "--labels",
          "--input_values",
          "--format",
          "--out");

  @ParametersDelegate private final GraphOptions graphFlags = new GraphOptions();
  @ParametersDelegate private final EngineOptions engineFlags = new EngineOptions();
  @ParametersDelegate private final OutputOptions outputFlags = new OutputOptions();

  @FlagGroup("output")
  @Parameter(
      names = "--labels",
      order = 32,
      description =
          "text file with one class name per line; default: the names stored in the model,"
              + " or labels.txt beside it")
  @PathFlag(PathFlag.Use.READ)
  private String labelsFile = "";

  @FlagGroup("output")
  @Parameter(names = "--format", order = 60, description = "output format: csv, json or text")
  @Choices({"csv", "json", "text"})
  private String format = "csv";

  @FlagGroup("input")
  @Parameter(
      names = "--input_values",
      order = 10,
      description =
          "values of the input in place of clips: a NumPy (.npy) or CSV file per input,"
              + " comma-separated; prints every output value; default: none")
  @PathFlag(PathFlag.Use.READ)
  private String values = "";

  @Parameter(description = "CLIP.wav or folder of clips")
  @PathFlag(PathFlag.Use.READ)
  private List<String> clips = new ArrayList<>();

  @Override
  public String name() {
    return "run";
  }

  @Override
  public String summary() {
    return "Prints the class probabilities of clips, in the order given.";
  }

  @Override
  public String example() {
    return "run --graph frozen.pb --labels labels.txt clips/ --format text";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public String synopsis() {
    return "--graph FILE [flags] CLIP.wav|FOLDER...";
  }

  @Override
  public ExitCode run(CliContext context) {
    Format chosen = ReportFormat.of(format, RunTable.FORMATS);
    if (graphFlags.graph.isEmpty()) {
      throw new ParameterException("run needs --graph");
    }
    if (!values.isEmpty()) {
      return runValues(chosen, context);
    }
    if (clips.isEmpty()) {
      throw new ParameterException("run needs a clip, a folder of clips, or --input_values");
    }
    ClipTable table = new ClipTable();
    int failed =
        PlanFile.isNamed(graphFlags) ? hearPlan(table, context) : hearGraph(table, context);
    ResultFile.deliver(table.render(chosen), outputFlags.out, context);
    if (context.interrupted().getAsBoolean()) {
      return ExitCode.INTERRUPTED;
    }
    if (table.nameless() > 0) {
      context.warn(
          graphFlags.graph
              + ": the model returns NaN for "
              + table.nameless()
              + " clips, which is no class");
      return ExitCode.BAD_INPUT;
    }
    if (failed > 0) {
      if (failed > 1) {
        context.warn(failed + " of the clips could not be used");
      }
      return ExitCode.BAD_INPUT;
    }
    return ExitCode.DONE;
  }

  private ExitCode runValues(Format chosen, CliContext context) {
    if (!clips.isEmpty()) {
      throw new ParameterException("run takes either clips or --input_values");
    }
    ResultFile.deliver(valueTable(context).render(chosen), outputFlags.out, context);
    return context.interrupted().getAsBoolean() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private ValueTable valueTable(CliContext context) {
    ValueRuns runs = new ValueRuns(values);
    if (PlanFile.isNamed(graphFlags)) {
      try (PlanFile opened = PlanFile.open(graphFlags, engineFlags, -1)) {
        return runs.run(opened.session(), context.interrupted());
      }
    }
    try (OpenSession open = session(LoadedGraph.of(graphFlags))) {
      return runs.run(open.session(), context.interrupted());
    }
  }

  private OpenSession session(LoadedGraph graph) {
    List<EngineChoice> engines = engineFlags.choices(new ModelSource.Graph(graph.graph()));
    if (engines.size() != 1) {
      throw new ParameterException("run takes one engine");
    }
    return engines.get(0).open(engine -> OpenSession.open(engine, graph, engineFlags.threads(-1)));
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    typed.refuse(!values.isEmpty(), "does not apply to --input_values", "--labels");
    if (PlanFile.isNamed(graphFlags)) {
      typed.allow("a compiled model", PLAN_FLAGS);
    }
  }

  private int hearPlan(ClipTable table, CliContext context) {
    try (PlanFile opened = PlanFile.open(graphFlags, engineFlags, -1)) {
      opened.feeder().requireSound();
      table.name(opened.labels(labelsFile, context));
      return hear(opened.session(), opened.feeder()::fed, table, context);
    }
  }

  private int hearGraph(ClipTable table, CliContext context) {
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    table.name(graph.labels(labelsFile, context));
    ClipFeeder feeder = new ClipFeeder(graph.layout());
    try (OpenSession open = session(graph)) {
      return hear(open.session(), feeder::read, table, context);
    }
  }

  private int hear(
      EngineSession session,
      Function<Path, ClipFeeder.Fed> feeder,
      ClipTable table,
      CliContext context) {
    int failed = 0;
    for (String argument : clips) {
      List<Path> files = List.of();
      try {
        files = ClipFiles.under(TypedPath.of(argument));
      } catch (KwsException e) {
        context.warn(OneLine.of(e.getMessage()));
        failed++;
      }
      for (Path file : files) {
        if (context.interrupted().getAsBoolean()) {
          return failed;
        }
        float[] probabilities;
        try {
          ClipFeeder.Fed fed = feeder.apply(file);
          fed.warnings().forEach(context::warn);
          probabilities = probabilities(session, fed);
        } catch (KwsException e) {
          String said = OneLine.of(e.getMessage());
          // what an engine says does not name the clip
          context.warn(said.contains(file.toString()) ? said : file + ": " + said);
          failed++;
          continue;
        }
        table.add(file.toString(), probabilities);
      }
    }
    return failed;
  }

  private static float[] probabilities(EngineSession session, ClipFeeder.Fed fed) {
    List<TensorValue> feeds = fed.item().feeds();
    for (int i = 0; i < feeds.size(); i++) {
      session.feed(i, feeds.get(i));
    }
    session.run();
    TensorValue output = session.fetch(0);
    if (output.dtype() != DType.FLOAT) {
      throw new KwsException("the output is " + output + ", not floats");
    }
    return output.floats();
  }
}
