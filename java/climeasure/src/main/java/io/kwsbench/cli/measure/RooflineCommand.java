package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.Choices;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.model.OpenSession;
import io.kwsbench.cli.model.WorkloadOptions;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.cli.options.OutputOptions;
import io.kwsbench.cli.options.PrecisionName;
import io.kwsbench.cli.output.ProgressLine;
import io.kwsbench.cli.output.ReportFormat;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.compile.CompilerOptions;
import io.kwsbench.compile.GraphCompiler;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.Engines;
import io.kwsbench.engine.nativeengine.NativeEngine;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.PhaseListener;
import io.kwsbench.measure.Roofline;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.measure.TimeRecorder;
import io.kwsbench.measure.TimingLoop;
import io.kwsbench.measure.TraceProfile;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.roofline.RooflineReport;
import io.kwsbench.report.roofline.RooflineResult;
import io.kwsbench.stats.FlopCounts;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.OperandBytes;
import io.kwsbench.usage.ExitCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Measures what one core can do, and how near to it the native engine's steps come. */
public final class RooflineCommand implements Command {
  private static final int WARM_UP = 20;

  @ParametersDelegate private final GraphOptions graphFlags = new GraphOptions();
  @ParametersDelegate private final WorkloadOptions workloadFlags = new WorkloadOptions();
  @ParametersDelegate private final OutputOptions outputFlags = new OutputOptions();

  @FlagGroup("output")
  @Parameter(
      names = "--format",
      order = 60,
      description = "report format: text, json or csv (one row per step)")
  @Choices({"text", "json", "csv"})
  private String format = "text";

  @FlagGroup("measurement")
  @Parameter(
      names = "--max_num_runs",
      order = 10,
      description = "number of traced runs of the graph")
  private int runs = 200;

  @FlagGroup("measurement")
  @Parameter(
      names = "--precision",
      order = 10,
      converter = PrecisionName.Converter.class,
      description =
          "precision to compile the graph in, as for compile; each step is compared with the peak"
              + " of what it computes with")
  private PrecisionName precision = PrecisionName.FLOAT32;

  @FlagGroup("measurement")
  @Parameter(
      names = "--gemms",
      arity = 1,
      order = 11,
      description =
          "also compare the graph's matrix products, shape by shape, with OpenBLAS's sgemm")
  private boolean gemms;

  @FlagGroup("measurement")
  @Parameter(
      names = {"--num_threads", "--threads"},
      order = 12,
      description =
          "number of threads; with 2 or more, also compare the graph on one thread and on"
              + " all of them")
  private int threads = 1;

  @Override
  public String name() {
    return "roofline";
  }

  @Override
  public String summary() {
    return "Compares each step of a graph with the compute and memory limits of one core.";
  }

  @Override
  public String example() {
    return "roofline --graph frozen.pb";
  }

  @Override
  public Set<ExitCode> outcomes() {
    return Set.of(ExitCode.INTERRUPTED);
  }

  @Override
  public ExitCode run(CliContext context) {
    if (runs < 1) {
      throw new ParameterException("--max_num_runs must be 1 or more");
    }
    if (threads < 1) {
      throw new ParameterException("--num_threads must be 1 or more");
    }
    Format chosen = ReportFormat.of(format, RooflineReport.FORMATS);
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    CompilerOptions options = CompilerOptions.DEFAULT.withPrecision(precision.precision());
    Engine engine = Engines.requireAvailable(new NativeEngine(options));
    var fed = workloadFlags.make(graph.layout(), !graphFlags.inputLayer.isEmpty());
    Roofline roof = Roofline.measure();
    TraceProfile profile = new TraceProfile();
    try (OpenSession open = OpenSession.open(engine, graph, 1)) {
      TimingLoop warmUp =
          new TimingLoop(RunLimit.runs(WARM_UP), context.interrupted(), PhaseListener.NONE);
      warmUp.run(open.session(), fed.workload(), new TimeRecorder(WARM_UP));
      new TimingLoop(RunLimit.runs(runs), context.interrupted(), ProgressLine.on(context))
          .runTraced(open.session(), fed.workload(), new TimeRecorder(runs), profile);
    }
    RooflineResult result =
        new RooflineResult(
            graph.graph().source(),
            new RooflineResult.Core(roof, Roofline.clockNanos()),
            steps(graph, options, profile),
            gemms ? Optional.of(ProductRaces.of(graph, roof.fmaGflops())) : Optional.empty(),
            threads > 1
                ? Optional.of(ThreadGain.of(graph, engine, fed.workload(), threads))
                : Optional.empty(),
            context.interrupted().getAsBoolean());
    ResultFile.deliver(RooflineReport.of(result), chosen, outputFlags.out, context);
    return result.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private static List<RooflineResult.Step> steps(
      LoadedGraph graph, CompilerOptions options, TraceProfile profile) {
    Map<String, String> precisions = new HashMap<>();
    GraphCompiler.compile(graph.graph(), graph.layout().specs(), graph.outputs(), options)
        .steps()
        .forEach(step -> precisions.putIfAbsent(step.name(), step.arithmetic()));
    GraphShapes shapes = GraphShapes.of(graph.graph(), graph.layout().specs());
    FlopCounts counts = new FlopCounts(graph.graph(), shapes, profile.runs());
    OperandBytes bytes = new OperandBytes(graph.graph(), shapes, profile.runs());
    return OpTable.of(profile, counts::graphFlops, bytes::of).nodes().stream()
        .map(node -> step(node, precisions.getOrDefault(node.name(), "float32")))
        .toList();
  }

  private static RooflineResult.Step step(NodeStats node, String precision) {
    return new RooflineResult.Step(
        node.type(),
        node.name(),
        node.medianUs(),
        node.graphFlops().orElse(0),
        node.executedFlops().orElse(0),
        precision);
  }
}
