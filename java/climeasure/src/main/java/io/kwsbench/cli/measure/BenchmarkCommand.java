package io.kwsbench.cli.measure;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.command.FlagText;
import io.kwsbench.cli.command.PathFlag;
import io.kwsbench.cli.command.TypedFlags;
import io.kwsbench.cli.command.TypedPath;
import io.kwsbench.cli.model.ClassNames;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.model.OpenSession;
import io.kwsbench.cli.model.PlanFile;
import io.kwsbench.cli.model.WorkloadOptions;
import io.kwsbench.cli.options.EngineOptions;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.cli.options.OutputOptions;
import io.kwsbench.cli.output.ProgressLine;
import io.kwsbench.cli.output.ReportFormat;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.engine.ModelSource;
import io.kwsbench.gate.Gate;
import io.kwsbench.measure.Benchmark;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.Contender;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.text.BenchmarkReport;
import io.kwsbench.report.concurrent.ConcurrentReport;
import io.kwsbench.report.concurrent.ConcurrentResult;
import io.kwsbench.report.plan.CompiledModelReport;
import io.kwsbench.report.plan.PlanResult;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.stream.StreamReport;
import io.kwsbench.report.stream.StreamResult;
import io.kwsbench.usage.ExitCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Measures how fast a frozen graph runs; understands benchmark_model's command lines. */
@FlagText(
    flag = "--graph",
    text =
        "frozen graph (.pb), compiled model (.kws), other model (.onnx, .tflite, .keras, .h5) or"
            + " SavedModel (its folder); default: the embedded keyword spotter")
public final class BenchmarkCommand implements Command {
  /** The flags for compiled models, which have no nodes, no graph and fixed inputs. */
  public static final Set<String> PLAN_FLAGS =
      Set.of(
          "--stream",
          "--hop_ms",
          "--sessions",
          "--graph",
          "--max_num_runs",
          "--max_time",
          "--inference_delay",
          "--inter_benchmark_delay",
          "--warmup_runs",
          "--engine",
          "--num_threads",
          "--input_wav",
          "--labels",
          "--format",
          "--out",
          "--gates",
          "--gate");

  @ParametersDelegate private final GraphOptions graphFlags = new GraphOptions();
  @ParametersDelegate private final RunOptions runFlags = new RunOptions();
  @ParametersDelegate private final EngineOptions engineFlags = new EngineOptions();
  @ParametersDelegate private final WorkloadOptions workloadFlags = new WorkloadOptions();

  @FlagGroup("input")
  @Parameter(
      names = "--labels",
      order = 32,
      description =
          "text file with one class name per line, to name the top classes of each clip;"
              + " default: the names stored in the model, or labels.txt beside it")
  @PathFlag(PathFlag.Use.READ)
  private String labels = "";

  @ParametersDelegate private final ShowOptions showFlags = new ShowOptions();
  @ParametersDelegate private final StreamBenchmark streamFlags = new StreamBenchmark();

  @ParametersDelegate private final ConcurrentBenchmark concurrentFlags = new ConcurrentBenchmark();

  @ParametersDelegate private final NameOptions nameFlags = new NameOptions();
  @ParametersDelegate private final OutputOptions outputFlags = new OutputOptions();

  @FlagGroup("output")
  @Parameter(
      names = "--format",
      order = 60,
      description =
          "report format: text, json, csv (one row per node), html (one self-contained"
              + " page), trace (for Perfetto and chrome://tracing) or benchmark_model (the"
              + " original's text; --show_* flags select it, too)")
  @Choices({"text", "json", "csv", "html", "trace", "benchmark_model"})
  private String format = "text";

  @ParametersDelegate private final RooflineOption rooflineFlag = new RooflineOption();

  @ParametersDelegate private final GatesFlag gatesFlag = new GatesFlag();

  @FlagGroup("engine")
  @Parameter(
      names = "--instructions",
      arity = 1,
      order = 22,
      description = "count the instructions of one inference (native engine, one thread)")
  private boolean instructions;

  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public String summary() {
    return "Measures the latency, time per op, memory and FLOPs of a model.";
  }

  @Override
  public String example() {
    return "--graph frozen.pb --input_wav clips/ --labels labels.txt";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.GATE_FAILED, ExitCode.UNDECIDED, ExitCode.INTERRUPTED);
  }

  @Override
  public ExitCode run(CliContext context) {
    if (streamFlags.isAsked()) {
      return stream(context);
    }
    if (concurrentFlags.isAsked()) {
      return concurrent(context);
    }
    var plan = runFlags.plan();
    if (PlanFile.isNamed(graphFlags)) {
      return plan(plan, context);
    }
    Format writer = ReportFormat.of(format, BenchmarkReport.FORMATS);
    boolean explicit = !graphFlags.inputLayer.isEmpty();
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    ClassNames names = graph.labels(labels, context);
    var workload = workloadFlags.make(graph.layout(), explicit);
    warnOfClips(workload, context);
    BenchmarkResult report;
    try (Sessions sessions = sessions(graph, context)) {
      List<String> engines =
          sessions.open().stream().map(session -> session.subject().name()).toList();
      List<Gate> gates = gatesFlag.read(names.count(), engines);
      announce(plan, graph.graph().source(), engines, context);
      report =
          new Measuring(graph, workload, names, plan, gates, context)
              .report(sessions, nameFlags.name(), instructions);
    }
    report = rooflineFlag.measure(format, context).map(report::with).orElse(report);
    ResultFile.deliver(
        writer == Format.BENCHMARK_MODEL
            ? BenchmarkReport.of(report, showFlags.options())
            : BenchmarkReport.of(report),
        writer,
        outputFlags.out,
        context);
    nameFlags.write(report, graph.layout());
    return GateExit.of(report.interrupted(), report.gates(), context);
  }

  @Override
  public void parsed(JCommander flags) {
    TypedFlags typed = new TypedFlags(flags);
    if (streamFlags.isAsked()) {
      typed.allow("--stream", StreamBenchmark.FLAGS);
      return;
    }
    typed.onlyWith("--stream", "--hop_ms");
    if (concurrentFlags.isAsked()) {
      typed.allow("--sessions", ConcurrentBenchmark.FLAGS);
      return;
    }
    if (PlanFile.isNamed(graphFlags)) {
      typed.allow("a compiled model", PLAN_FLAGS);
    }
    typed.onlyWith("--benchmark_name", "--output_prefix");
    if (ShowOptions.typed(typed) && !typed.has("--format")) {
      format = Format.BENCHMARK_MODEL.label();
    }
    showFlags.check(typed, format);
  }

  private Sessions sessions(LoadedGraph graph, CliContext context) {
    // the original's users expect TensorFlow's nodes and figures
    boolean original = format.equals(Format.BENCHMARK_MODEL.label());
    int threads = engineFlags.threads(original ? -1 : 1);
    return original || engineFlags.named()
        ? Sessions.named(engineFlags.choices(new ModelSource.Graph(graph.graph())), graph, threads)
        : Sessions.both(graph, threads, context);
  }

  /** Prints the plan and its duration for a terminal's user; a log has lines of progress. */
  private static void announce(
      BenchmarkPlan plan, String model, List<String> engines, CliContext context) {
    if (context.terminal()) {
      context.warn(
          "measuring "
              + model
              + " in "
              + String.join(" and ", engines)
              + ": "
              + PlannedTime.of(plan, engines.size()));
    }
  }

  private ExitCode stream(CliContext context) {
    Format writer = ReportFormat.of(format, StreamReport.FORMATS);
    Path model = TypedPath.required("--graph", graphFlags.graph);
    StreamResult result =
        streamFlags.measure(
            model, graphFlags.reading.reading(), runFlags, engineFlags.threads(1), context);
    ResultFile.deliver(writer.render(StreamReport.of(result)), outputFlags.out, context);
    return result.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private ExitCode concurrent(CliContext context) {
    Format writer = ReportFormat.of(format, ConcurrentReport.FORMATS);
    ConcurrentResult result =
        PlanFile.isNamed(graphFlags) ? concurrentPlan(context) : concurrentGraph(context);
    ResultFile.deliver(writer.render(ConcurrentReport.of(result)), outputFlags.out, context);
    return result.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private ConcurrentResult concurrentGraph(CliContext context) {
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    var fed = workloadFlags.make(graph.layout(), !graphFlags.inputLayer.isEmpty());
    fed.section().warnings().forEach(context::warn);
    try (Sessions all = sessions(graph, context)) {
      List<ConcurrentResult.Measured> measured = new ArrayList<>();
      for (OpenSession one : all.open()) {
        var subject = one.subject();
        var engine =
            new ConcurrentResult.Engine(
                subject.engine(), subject.engineVersion(), subject.options().threads());
        measured.add(
            concurrentFlags.measure(engine, one::another, fed.workload(), runFlags, context));
      }
      return result(graph.graph().source(), measured, context);
    }
  }

  private ConcurrentResult concurrentPlan(CliContext context) {
    try (PlanFile opened = PlanFile.open(graphFlags, engineFlags, 1)) {
      var fed = opened.workload(workloadFlags.inputWav);
      fed.section().warnings().forEach(context::warn);
      int threads = Math.max(0, engineFlags.threads(1));
      var engine =
          new ConcurrentResult.Engine(opened.engine().name(), opened.engine().version(), threads);
      return result(
          graphFlags.graph,
          List.of(
              concurrentFlags.measure(
                  engine,
                  () -> opened.model().newSession(threads),
                  fed.workload(),
                  runFlags,
                  context)),
          context);
    }
  }

  private ConcurrentResult result(
      String model, List<ConcurrentResult.Measured> measured, CliContext context) {
    return new ConcurrentResult(
        model, concurrentFlags.sessions(), measured, context.interrupted().getAsBoolean());
  }

  /** A compiled model has no graph to report about: its steps alone. */
  private ExitCode plan(BenchmarkPlan plan, CliContext context) {
    Format writer =
        ReportFormat.of(
            graphFlags.graph + ": the report of a compiled model",
            format,
            CompiledModelReport.FORMATS);
    try (PlanFile opened = PlanFile.open(graphFlags, engineFlags, 1);
        PlanModel model = PlanModel.open(opened.file())) {
      ClassNames names = opened.labels(labels, context);
      List<Gate> gates = gatesFlag.read(names.count(), List.of(opened.engine().name()));
      var fed = opened.workload(workloadFlags.inputWav);
      warnOfClips(fed, context);
      announce(plan, graphFlags.graph, List.of("native"), context);
      PhaseTimes times =
          new Benchmark(plan, context.interrupted(), ProgressLine.on(context))
              .run(List.of(new Contender("native", opened.session(), fed.workload())))
              .get(0);
      boolean interrupted = context.interrupted().getAsBoolean();
      PlanResult result = PlanReport.of(model, opened, fed, names, gates, plan, times, interrupted);
      ResultFile.deliver(CompiledModelReport.of(result), writer, outputFlags.out, context);
      return GateExit.of(interrupted, result.answers().gates(), context);
    }
  }

  /** A form that has no place for what had to be done to clips must not hide it. */
  private void warnOfClips(WorkloadOptions.Described fed, CliContext context) {
    if (List.of("csv", "trace").contains(format)) {
      fed.section().warnings().forEach(context::warn);
    }
  }
}
