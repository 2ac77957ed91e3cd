package io.kwsbench.cli;

import io.kwsbench.engine.nativeengine.PlanModel;
import io.kwsbench.engine.nativeengine.PlanModel.StepInfo;
import io.kwsbench.measure.NodeProfile;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.Roofline;
import io.kwsbench.report.plan.PlanResult;
import io.kwsbench.stats.Distribution;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the report of a compiled model from what was measured. */
final class PlanReport {
  private final PlanModel model;
  private final PhaseTimes times;

  private PlanReport(PlanModel model, PhaseTimes times) {
    this.model = model;
    this.times = times;
  }

  /** Of a model that was opened as {@code opened} tells. */
  static PlanResult of(PlanModel model, PlanFile opened, PhaseTimes times, boolean interrupted) {
    return new PlanResult(
        model.source(),
        model.isa(),
        opened.session().options().threads(),
        model.steps().stream().mapToDouble(StepInfo::flops).sum(),
        model.constantBytes(),
        model.arenaBytes(),
        new PlanResult.Start(
            opened.libraryNanos() / 1e6,
            opened.startNanos() / 1e6,
            opened.startCpuNanos() < 0 ? -1 : opened.startCpuNanos() / 1e6),
        Distribution.of(times.untraced().micros()),
        Distribution.of(times.traced().micros()),
        Roofline.clockNanos(),
        new PlanReport(model, times).steps(),
        interrupted);
  }

  private List<PlanResult.StepTime> steps() {
    Map<String, StepInfo> byName = new HashMap<>();
    model.steps().forEach(step -> byName.putIfAbsent(step.name(), step));
    Collection<NodeProfile> profiles = times.profile().nodes();
    double total = profiles.stream().mapToDouble(this::micros).sum();
    return profiles.stream().map(p -> step(p, byName.get(p.name()), total)).toList();
  }

  private PlanResult.StepTime step(NodeProfile profile, StepInfo step, double total) {
    double us = micros(profile);
    return new PlanResult.StepTime(
        profile.op(),
        profile.name(),
        profile.fused(),
        us,
        total > 0 ? us / total : 0,
        step == null ? 0 : step.flops());
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
