package io.kwsbench.cli;

import io.kwsbench.engine.nativeengine.PlanModel;
import io.kwsbench.engine.nativeengine.PlanModel.StepInfo;
import io.kwsbench.measure.NodeProfile;
import io.kwsbench.measure.PhaseTimes;
import io.kwsbench.measure.Roofline;
import io.kwsbench.measure.RunTimes;
import io.kwsbench.stats.Distribution;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured of a compiled model, step by step, as text. */
final class PlanReport {
  private static final int NAMED_NODES = 6;

  private final PlanModel model;
  private final PhaseTimes times;
  private final StringBuilder out = new StringBuilder();

  private PlanReport(PlanModel model, PhaseTimes times) {
    this.model = model;
    this.times = times;
  }

  /** The report of a model that was opened as {@code opened} tells. */
  static String of(PlanModel model, PlanFile opened, PhaseTimes times) {
    PlanReport report = new PlanReport(model, times);
    report.head(opened);
    report.runs("untraced", times.untraced());
    report.runs("traced", times.traced());
    report.steps();
    return report.out.toString();
  }

  private void head(PlanFile opened) {
    double flops = model.steps().stream().mapToDouble(StepInfo::flops).sum();
    line(
        "%s: %d steps, %.3f MFLOP a run, weights %d bytes, arena %d bytes, %s",
        model.source(),
        model.steps().size(),
        flops / 1e6,
        model.constantBytes(),
        model.arenaBytes(),
        model.isa());
    line(
        "engine start: %.2f ms (%.2f on a core) from the file to a session ready to run; loading"
            + " the library once a process %.1f ms",
        opened.startNanos() / 1e6, opened.startCpuNanos() / 1e6, opened.libraryNanos() / 1e6);
  }

  private void runs(String phase, RunTimes runs) {
    Distribution us = Distribution.of(runs.micros());
    line(
        "%-8s %6d runs: median %.1f us, min %.1f, p90 %.1f, p99 %.1f, first %.1f",
        phase, us.count(), us.median(), us.min(), us.p90(), us.p99(), us.first());
  }

  private void steps() {
    Map<String, StepInfo> byName = new HashMap<>();
    model.steps().forEach(step -> byName.putIfAbsent(step.name(), step));
    Collection<NodeProfile> profiles = times.profile().nodes();
    double total = profiles.stream().mapToDouble(this::micros).sum();
    line(
        "steps, medians of traced runs; each has one clock read of %.0f ns in it",
        Roofline.clockNanos());
    line("\t[median us]\t[share]\t[MFLOP]\t[GFLOP/s]\t[step]\t[fused nodes]");
    for (NodeProfile profile : profiles) {
      double us = micros(profile);
      StepInfo step = byName.get(profile.name());
      double mflop = step == null ? 0 : step.flops() / 1e6;
      line(
          "\t%11.2f\t%6.1f%%\t%7.3f\t%9.1f\t%s %s\t%s",
          us,
          total > 0 ? 100 * us / total : 0,
          mflop,
          us > 0 ? mflop * 1e3 / us : 0,
          profile.op(),
          profile.name(),
          nodes(profile.fused()));
    }
  }

  private double micros(NodeProfile profile) {
    long[] nanos = profile.nanosByRun(times.profile().runs());
    double[] values = new double[nanos.length];
    for (int i = 0; i < nanos.length; i++) {
      values[i] = nanos[i] / 1e3;
    }
    return values.length == 0 ? 0 : Distribution.median(values);
  }

  private static String nodes(List<String> names) {
    String some = String.join(" ", names.subList(0, Math.min(NAMED_NODES, names.size())));
    int more = names.size() - NAMED_NODES;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
