package io.kwsbench.cli.measure;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Command;
import io.kwsbench.cli.command.FlagGroup;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.model.OpenSession;
import io.kwsbench.cli.model.WorkloadOptions;
import io.kwsbench.cli.options.EngineFlag;
import io.kwsbench.cli.options.GraphOptions;
import io.kwsbench.cli.options.OutputOptions;
import io.kwsbench.cli.output.ProgressLine;
import io.kwsbench.cli.output.ResultFile;
import io.kwsbench.engine.Engine;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.PhaseListener;
import io.kwsbench.measure.Roofline;
import io.kwsbench.measure.RunLimit;
import io.kwsbench.measure.TimeRecorder;
import io.kwsbench.measure.TimingLoop;
import io.kwsbench.measure.TraceProfile;
import io.kwsbench.stats.FlopCounts;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import io.kwsbench.stats.OperandBytes;
import io.kwsbench.usage.ExitCode;
import java.util.Locale;
import java.util.Set;

/** Measures what one core can do, and how near to it the native engine's steps come. */
public final class RooflineCommand implements Command {
  private static final int WARM_UP = 20;

  @ParametersDelegate private final GraphOptions graphFlags = new GraphOptions();
  @ParametersDelegate private final WorkloadOptions workloadFlags = new WorkloadOptions();
  @ParametersDelegate private final OutputOptions outputFlags = new OutputOptions();

  @FlagGroup("measurement")
  @Parameter(
      names = "--max_num_runs",
      order = 10,
      description = "number of traced runs of the graph")
  private int runs = 200;

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
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    Engine engine = EngineFlag.ofInstalled().required("native");
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
    GraphShapes shapes = GraphShapes.of(graph.graph(), graph.layout().specs());
    FlopCounts counts = new FlopCounts(graph.graph(), shapes, profile.runs());
    OperandBytes bytes = new OperandBytes(graph.graph(), shapes, profile.runs());
    String text =
        text(roof, OpTable.of(profile, counts::graphFlops, bytes::of), graph.graph().source());
    if (gemms) {
      text += GemmTable.of(graph, roof.fmaGflops());
    }
    if (threads > 1) {
      text += ThreadTable.of(graph, engine, fed.workload(), threads);
    }
    ResultFile.deliver(text, outputFlags.out, context);
    return context.interrupted().getAsBoolean() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private static String text(Roofline roof, OpTable ops, String source) {
    StringBuilder out = new StringBuilder("One core of this machine, measured just now:\n");
    line(out, "FMA peak", roof.fmaGflops(), "GFLOP/s");
    line(out, "OpenBLAS sgemm", roof.sgemmGflops(), "GFLOP/s");
    line(out, "copy of large arrays", roof.copyGigabytes(), "GB/s");
    line(out, "ridge", roof.ridge(), "FLOP per byte");
    line(out, "clock read, one per step", Roofline.clockNanos(), "ns");
    out.append("\n").append(source).append(", a run on one thread, medians:\n");
    out.append("\t[median us]\t   [MFLOP]\t[executed]\t [GFLOP/s]\t[% of peak]\t[step]\n");
    double stated = 0;
    double executed = 0;
    double micros = 0;
    for (NodeStats node : ops.nodes()) {
      stated += node.graphFlops().orElse(0);
      executed += node.executedFlops().orElse(0);
      micros += node.medianUs();
      row(
          out,
          roof,
          node.medianUs(),
          node.graphFlops().orElse(0),
          node.executedFlops().orElse(0),
          node.type() + " " + node.name());
    }
    row(out, roof, micros, stated, executed, "all steps");
    allowed(out, roof, micros, stated, "the graph's FLOPs");
    allowed(out, roof, micros, executed, "the executed ones");
    return out.toString();
  }

  private static void allowed(
      StringBuilder out, Roofline roof, double micros, double flops, String what) {
    out.append(
        String.format(
            Locale.ROOT,
            "for %s, %.2f M, the peak allows %.1f us; this takes %.2f times that\n",
            what,
            flops / 1e6,
            flops / roof.fmaGflops() / 1e3,
            micros * roof.fmaGflops() * 1e3 / flops));
  }

  private static void line(StringBuilder out, String what, double value, String unit) {
    out.append(String.format(Locale.ROOT, "  %-22s%9.1f %s\n", what, value, unit));
  }

  private static void row(
      StringBuilder out,
      Roofline roof,
      double micros,
      double stated,
      double executed,
      String name) {
    double gflops = micros > 0 ? executed / micros / 1e3 : 0;
    out.append(
        String.format(
            Locale.ROOT,
            "\t%11.2f\t%10.3f\t%10.3f\t%10.2f\t%10.1f%%\t%s\n",
            micros,
            stated / 1e6,
            executed / 1e6,
            gflops,
            100 * gflops / roof.fmaGflops(),
            name));
  }
}
