package io.kwsbench.cli.measure;

import io.kwsbench.cli.advice.Cures;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.cli.command.Version;
import io.kwsbench.cli.model.ClassNames;
import io.kwsbench.cli.model.LoadedGraph;
import io.kwsbench.cli.model.OpenSession;
import io.kwsbench.cli.model.WorkloadOptions;
import io.kwsbench.cli.output.ProgressLine;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateEvaluator;
import io.kwsbench.gate.Metric;
import io.kwsbench.graph.FrozenGraph;
import io.kwsbench.graph.shape.GraphShapes;
import io.kwsbench.measure.Benchmark;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.Contender;
import io.kwsbench.measure.Environment;
import io.kwsbench.measure.EnvironmentProbe;
import io.kwsbench.measure.MeasurementWarning;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.ProcessMemory;
import io.kwsbench.measure.runner.InstructionCounter;
import io.kwsbench.measure.runner.RunnerPlan;
import io.kwsbench.report.benchmark.BenchmarkEvidence;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.Comparison;
import io.kwsbench.report.benchmark.InstructionSection;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.report.benchmark.ResultAssembler;
import io.kwsbench.tensor.TensorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures one graph in one engine or several, and makes the report of it. */
final class Measuring {
  private final LoadedGraph graph;
  private final WorkloadOptions.Described fed;
  private final ClassNames labels;
  private final BenchmarkPlan plan;
  private final List<Gate> gates;
  private final CliContext context;
  private final EnvironmentProbe probe = new EnvironmentProbe();

  Measuring(
      LoadedGraph graph,
      WorkloadOptions.Described fed,
      ClassNames labels,
      BenchmarkPlan plan,
      List<Gate> gates,
      CliContext context) {
    this.graph = graph;
    this.fed = fed;
    this.labels = labels;
    this.plan = plan;
    this.gates = gates;
    this.context = context;
  }

  /**
   * Measures all sessions, interleaved run by run.
   *
   * @param name of the benchmark, as the user gave it
   * @param counted whether instructions are counted without a gate on them, too
   */
  BenchmarkResult report(Sessions all, Optional<String> name, boolean counted) {
    List<OpenSession> sessions = all.open();
    List<PhaseTimes> times =
        new Benchmark(plan, context.interrupted(), ProgressLine.on(context))
            .run(
                sessions.stream()
                    .map(s -> new Contender(s.subject().name(), s.session(), fed.workload()))
                    .toList());
    ProcessMemory after = ProcessMemory.now();
    Environment environment = environment(sessions.get(0));
    boolean interrupted = context.interrupted().getAsBoolean();
    List<List<List<TensorValue>>> outputs =
        interrupted
            ? List.of()
            : sessions.stream().map(s -> FirstRuns.of(s.session(), fed.workload())).toList();
    boolean counting =
        counted || gates.stream().anyMatch(gate -> gate.metric() == Metric.INSTRUCTIONS);
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      Result result =
          new ResultAssembler(sessions.get(i).subject(), times.get(i))
              .assemble(
                  plan,
                  after,
                  fed.section().audioSeconds(),
                  outputs.isEmpty()
                      ? List.of()
                      : FirstRuns.heard(labels, fed.section(), outputs.get(i)));
      results.add(
          counting && !interrupted ? result.withInstructions(instructions(result)) : result);
    }
    List<Comparison> comparisons = interrupted ? List.of() : comparisons(sessions, times, outputs);
    results.set(0, judged(results.get(0), comparisons));
    return new BenchmarkResult(
        name,
        environment,
        MeasurementWarning.about(environment, Cures.BENCHMARK),
        fed.section(),
        results,
        all.absent(),
        comparisons,
        Optional.empty(),
        interrupted);
  }

  /** The first result with its gates: the others are what it is compared with. */
  private Result judged(Result result, List<Comparison> comparisons) {
    if (gates.isEmpty()) {
      return result;
    }
    FrozenGraph own = graph.graph();
    BenchmarkEvidence evidence =
        BenchmarkEvidence.of(result, own.inputs(), GraphShapes.of(own).outputs(), comparisons);
    return result.withGates(new GateEvaluator(evidence).judge(gates));
  }

  /** One run of the first item in a process of its own. */
  private InstructionSection instructions(Result result) {
    if (!result.engine().engine().equals("native")) {
      return new InstructionSection(
          Optional.empty(), "instructions are counted for the native engine only");
    }
    try (RunnerPlan compiled = RunnerPlan.of(graph.graph(), graph.options(1))) {
      return InstructionSection.of(
          new InstructionCounter().count(compiled, fed.workload().items().get(0).feeds()));
    }
  }

  private Environment environment(OpenSession first) {
    ResultAssembler.Subject subject = first.subject();
    return probe.finish(
        context.commandLine(),
        new EnvironmentProbe.Ran(
            subject.engine(),
            subject.engineVersion(),
            subject.options().threads(),
            Version.current()));
  }

  /** The first against each of the others. */
  private List<Comparison> comparisons(
      List<OpenSession> sessions, List<PhaseTimes> times, List<List<List<TensorValue>>> outputs) {
    List<Agreement.Side> sides = new ArrayList<>();
    for (int i = 0; i < sessions.size(); i++) {
      sides.add(new Agreement.Side(sessions.get(i).subject().name(), times.get(i), outputs.get(i)));
    }
    return sides.stream().skip(1).map(other -> Agreement.of(sides.get(0), other)).toList();
  }
}
