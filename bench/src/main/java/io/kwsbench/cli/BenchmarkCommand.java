package io.kwsbench.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.kwsbench.engine.Engine;
import io.kwsbench.engine.nativeengine.PlanModel;
import io.kwsbench.measure.Benchmark;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.Contender;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.report.Gate;
import io.kwsbench.report.Report;
import io.kwsbench.report.plan.PlanFormat;
import io.kwsbench.report.plan.PlanResult;
import java.util.List;
import java.util.stream.Collectors;

/** Measures how fast a frozen graph runs; understands benchmark_model's command lines. */
final class BenchmarkCommand implements Command {
  @ParametersDelegate private final GraphOptions graphFlags = new GraphOptions();
  @ParametersDelegate private final RunOptions runFlags = new RunOptions();
  @ParametersDelegate private final EngineOptions engineFlags = new EngineOptions();
  @ParametersDelegate private final WorkloadOptions workloadFlags = new WorkloadOptions();
  @ParametersDelegate private final ShowOptions showFlags = new ShowOptions();
  @ParametersDelegate private final NameOptions nameFlags = new NameOptions();
  @ParametersDelegate private final OutputOptions outputFlags = new OutputOptions();

  @Parameter(
      names = "--format",
      order = 60,
      description =
          "text, json, csv (a row a node), html (one page, needs no network) or trace (for Perfetto"
              + " and chrome://tracing)")
  private String format = "text";

  @ParametersDelegate private final RooflineOption rooflineFlag = new RooflineOption();

  @Parameter(
      names = "--gate",
      arity = 1,
      order = 62,
      description = "exit with code 4 when a challenge gate fails")
  private boolean gate;

  @Parameter(
      names = "--instructions",
      arity = 1,
      order = 22,
      description = "count the instructions of one inference of the native engine on one thread")
  private boolean instructions;

  @Override
  public String name() {
    return "benchmark";
  }

  @Override
  public String summary() {
    return "Measures a frozen graph: latency with and without tracing, every op, memory, FLOPs.";
  }

  @Override
  public String example() {
    return "--graph frozen.pb --engine both --input_wav clips/ --labels labels.txt";
  }

  @Override
  public ExitCode run(CliContext context) {
    ReportFormat writer = ReportFormat.of(format, showFlags.options());
    var plan = runFlags.plan();
    if (PlanFile.isNamed(graphFlags)) {
      return plan(plan, context);
    }
    boolean explicit = !graphFlags.inputLayer.isEmpty();
    LoadedGraph graph = LoadedGraph.of(graphFlags);
    Labels labels = graph.labels(workloadFlags.labels, context);
    List<Engine> engines = Engines.installed().select(engineFlags.engine);
    var workload = workloadFlags.make(graph.layout(), explicit);
    var measuring = new Measuring(graph, workload, labels, plan, context);
    Report report =
        (instructions ? measuring.counting() : measuring)
            .report(engines, engineFlags.threads, nameFlags.name());
    report = rooflineFlag.measure(format, context).map(report::with).orElse(report);
    ResultFile.deliver(writer.render(report), outputFlags.out, context);
    nameFlags.write(report, graph.layout());
    return verdict(report, context);
  }

  /** A compiled model has no graph to report about: its steps alone. */
  private ExitCode plan(BenchmarkPlan plan, CliContext context) {
    PlanFormat writer =
        PlanFormat.named(format)
            .orElseThrow(
                () ->
                    new ParameterException(
                        graphFlags.graph
                            + ": the report of a compiled model is "
                            + String.join(", ", PlanFormat.names())
                            + ", not "
                            + format));
    try (PlanFile opened = PlanFile.open(graphFlags, engineFlags, context);
        PlanModel model = PlanModel.open(opened.file())) {
      Contender contender =
          new Contender("native", opened.session(), opened.workload(workloadFlags.inputWav));
      PhaseTimes times =
          new Benchmark(plan, context.interrupted(), ProgressLine.on(context))
              .run(List.of(contender))
              .get(0);
      boolean interrupted = context.interrupted().getAsBoolean();
      PlanResult result = PlanReport.of(model, opened, times, interrupted);
      ResultFile.deliver(writer.write(result), outputFlags.out, context);
      return interrupted ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }
  }

  private ExitCode verdict(Report report, CliContext context) {
    if (report.interrupted()) {
      return ExitCode.INTERRUPTED;
    }
    if (gate && !report.gatesPass()) {
      context.warn(
          "gates failed: "
              + report.results().stream()
                  .flatMap(result -> result.gates().stream())
                  .filter(g -> !g.pass())
                  .map(Gate::name)
                  .distinct()
                  .collect(Collectors.joining(", ")));
      return ExitCode.GATE_FAILED;
    }
    return ExitCode.DONE;
  }
}
