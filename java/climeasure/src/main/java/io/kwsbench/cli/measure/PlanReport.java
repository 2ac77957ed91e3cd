package io.kwsbench.cli.measure;

import io.kwsbench.cli.model.ClassNames;
import io.kwsbench.cli.model.PlanFile;
import io.kwsbench.cli.model.WorkloadOptions;
import io.kwsbench.engine.EngineSession;
import io.kwsbench.gate.Finding;
import io.kwsbench.gate.Gate;
import io.kwsbench.gate.GateEvaluator;
import io.kwsbench.gate.GateStatus;
import io.kwsbench.measure.BenchmarkPlan;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.Roofline;
import io.kwsbench.plan.Precision;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanModel.StepInfo;
import io.kwsbench.report.benchmark.AnswerSection;
import io.kwsbench.report.benchmark.BenchmarkEvidence;
import io.kwsbench.report.plan.PlanResult;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.NodeStats;
import io.kwsbench.stats.OpTable;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the result of a compiled model from what was measured. */
final class PlanReport {
  private final PhaseTimes times;
  private final OpTable steps;

  private PlanReport(PhaseTimes times) {
    this.times = times;
    this.steps = OpTable.of(times.profile());
  }

  /**
   * The report of an opened model.
   *
   * @param labels of its classes
   * @param plan of the phases
   * @param gates to judge
   */
  static PlanResult of(
      PlanModel model,
      PlanFile opened,
      WorkloadOptions.Described fed,
      ClassNames labels,
      List<Gate> gates,
      BenchmarkPlan plan,
      PhaseTimes times,
      boolean interrupted) {
    PlanReport report = new PlanReport(times);
    return new PlanResult(
        model.source(),
        new PlanResult.Engine(
            opened.engine().name(),
            opened.engine().version(),
            model.isa(),
            opened.session().options().threads()),
        new PlanResult.Code(
            model.steps().stream().mapToDouble(StepInfo::executedFlops).sum(),
            model.constantBytes(),
            model.arenaBytes()),
        new PlanResult.Start(
            opened.libraryNanos() / 1e6,
            opened.startNanos() / 1e6,
            Optional.of(opened.startCpuNanos() / 1e6).filter(ms -> ms >= 0)),
        new PlanResult.Times(
            Distribution.of(times.untraced().micros()),
            Distribution.of(times.traced().micros()),
            plan.untraced().maxRuns(),
            Roofline.clockNanos()),
        steps(model, report.steps),
        fed.section(),
        new AnswerSection(
            new GateEvaluator(report.evidence(opened)).judge(gates),
            interrupted
                ? List.of()
                : FirstRuns.heard(
                    labels, fed.section(), FirstRuns.of(opened.session(), fed.workload()))),
        interrupted);
  }

  private BenchmarkEvidence evidence(PlanFile opened) {
    return new BenchmarkEvidence(
        new BenchmarkEvidence.Model(
            opened.bytes(),
            new Finding.Missing<>(
                GateStatus.NOT_OFFERED, "FLOPs by benchmark_model's rule need a frozen graph"),
            opened.session().options().feeds(),
            outputs(opened.session())),
        BenchmarkEvidence.runs(Distribution.of(times.untraced().micros())),
        BenchmarkEvidence.opTime(steps.timeUs().median(), times.profile().runs()),
        new Finding.Missing<>(
            GateStatus.NOT_OFFERED, "instructions of a compiled model are not counted"),
        List.of());
  }

  private static List<TensorSpec> outputs(EngineSession session) {
    List<TensorName> names = session.options().fetches();
    List<TensorSpec> outputs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      TensorValue value = session.fetch(i);
      outputs.add(new TensorSpec(names.get(i), value.dtype(), value.shape()));
    }
    return outputs;
  }

  private static List<PlanResult.StepTime> steps(PlanModel model, OpTable measured) {
    Map<String, String> precisions = new HashMap<>();
    List<String> arithmetic = model.arithmetic();
    for (int i = 0; i < arithmetic.size(); i++) {
      precisions.putIfAbsent(model.steps().get(i).name(), arithmetic.get(i));
    }
    return measured.nodes().stream()
        .map(step -> step(step, precisions.getOrDefault(step.name(), Precision.FLOAT32.label())))
        .toList();
  }

  private static PlanResult.StepTime step(NodeStats step, String precision) {
    return new PlanResult.StepTime(
        step.type(),
        step.name(),
        step.fused(),
        step.medianUs(),
        step.medianShare(),
        step.executedFlops().orElse(0),
        precision);
  }
}
