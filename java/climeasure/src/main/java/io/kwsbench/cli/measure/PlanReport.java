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
import io.kwsbench.measure.ClipPrediction;
import io.kwsbench.measure.NodeProfile;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.Roofline;
import io.kwsbench.plan.run.PlanModel;
import io.kwsbench.plan.run.PlanModel.StepInfo;
import io.kwsbench.report.benchmark.AnswerSection;
import io.kwsbench.report.benchmark.BenchmarkEvidence;
import io.kwsbench.report.plan.PlanResult;
import io.kwsbench.stats.Distribution;
import io.kwsbench.tensor.TensorName;
import io.kwsbench.tensor.TensorSpec;
import io.kwsbench.tensor.TensorValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Makes the result of a compiled model from what was measured. */
final class PlanReport {
  private final PlanModel model;
  private final PhaseTimes times;

  private PlanReport(PlanModel model, PhaseTimes times) {
    this.model = model;
    this.times = times;
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
    PlanReport report = new PlanReport(model, times);
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
            opened.startCpuNanos() < 0 ? -1 : opened.startCpuNanos() / 1e6),
        new PlanResult.Times(
            Distribution.of(times.untraced().micros()),
            Distribution.of(times.traced().micros()),
            plan.untraced().maxRuns(),
            Roofline.clockNanos()),
        report.steps(),
        fed.section(),
        new AnswerSection(
            new GateEvaluator(report.evidence(opened)).judge(gates),
            interrupted || !labels.given() ? List.of() : heard(opened, fed, labels)),
        interrupted);
  }

  private static List<ClipPrediction> heard(
      PlanFile opened, WorkloadOptions.Described fed, ClassNames labels) {
    List<List<TensorValue>> outputs = FirstRuns.of(opened.session(), fed.workload());
    List<ClipPrediction> heard = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      heard.add(
          labels.heard(fed.section().items().get(i), FirstRuns.probabilities(outputs.get(i))));
    }
    return heard;
  }

  private BenchmarkEvidence evidence(PlanFile opened) {
    return new BenchmarkEvidence(
        new BenchmarkEvidence.Model(
            opened.bytes(),
            new Finding.Missing(
                GateStatus.NOT_OFFERED, "FLOPs by benchmark_model's rule need a frozen graph"),
            opened.session().options().feeds(),
            outputs(opened.session())),
        BenchmarkEvidence.runs(Distribution.of(times.untraced().micros())),
        BenchmarkEvidence.opTime(Distribution.median(stepSums()), times.profile().runs()),
        new Finding.Missing(
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

  /** Microseconds of all steps of each traced run. */
  private double[] stepSums() {
    int runs = times.profile().runs();
    double[] sums = new double[Math.max(1, runs)];
    for (NodeProfile profile : times.profile().nodes()) {
      long[] nanos = profile.nanosByRun(runs);
      for (int run = 0; run < nanos.length; run++) {
        sums[run] += nanos[run] / 1e3;
      }
    }
    return sums;
  }

  private List<PlanResult.StepTime> steps() {
    Collection<NodeProfile> profiles = times.profile().nodes();
    double total = profiles.stream().mapToDouble(this::micros).sum();
    return profiles.stream().map(p -> step(p, total)).toList();
  }

  private PlanResult.StepTime step(NodeProfile profile, double total) {
    double us = micros(profile);
    return new PlanResult.StepTime(
        profile.op(),
        profile.name(),
        profile.fused(),
        us,
        total > 0 ? us / total : 0,
        profile.executedFlops(times.profile().runs()).orElse(0));
  }

  private double micros(NodeProfile profile) {
    long[] nanos = profile.nanosByRun(times.profile().runs());
    double[] values = new double[nanos.length];
    for (int i = 0; i < nanos.length; i++) {
      values[i] = nanos[i] / 1e3;
    }
    return values.length == 0 ? 0 : Distribution.median(values);
  }
}
