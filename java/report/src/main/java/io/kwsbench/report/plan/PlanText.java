package io.kwsbench.report.plan;

import io.kwsbench.Printable;
import io.kwsbench.report.plan.PlanResult.StepTime;
import io.kwsbench.report.text.VerdictText;
import io.kwsbench.report.text.WorkloadText;
import io.kwsbench.stats.Distribution;
import java.util.List;
import java.util.Locale;

/** A compiled model's result as text, step by step. */
final class PlanText {
  private static final int NAMED_NODES = 6;

  private final StringBuilder out = new StringBuilder();

  static String of(PlanResult result) {
    PlanText text = new PlanText();
    text.head(result);
    text.out.append(WorkloadText.of(result.workload()));
    text.runs("untraced", result.untracedUs());
    text.runs("traced", result.tracedUs());
    text.steps(result);
    VerdictText.gates(text.out, result.gates());
    VerdictText.heard(text.out, result.heard());
    return text.out.toString();
  }

  private void head(PlanResult result) {
    line(
        "%s: %d steps, %.3f MFLOP executed a run, weights %d bytes, arena %d bytes, %s",
        result.model(),
        result.steps().size(),
        result.executedFlops() / 1e6,
        result.weightBytes(),
        result.arenaBytes(),
        result.isa());
    line(
        "engine start: %.2f ms (%.2f on a core) from the file to a session ready to run; loading"
            + " the library once a process %.1f ms",
        result.start().wallMs(), result.start().cpuMs(), result.start().libraryMs());
  }

  private void runs(String phase, Distribution us) {
    line(
        "%-8s %6d runs: median %.1f us, min %.1f, p90 %.1f, p99 %.1f, first %.1f",
        phase, us.count(), us.median(), us.min(), us.p90(), us.p99(), us.first());
  }

  private void steps(PlanResult result) {
    line(
        "steps, medians of traced runs; each has one clock read of %.0f ns in it",
        result.clockReadNanos());
    line("\t[median us]\t[share]\t[MFLOP]\t[GFLOP/s]\t[step]\t[fused nodes]");
    for (StepTime step : result.steps()) {
      line(
          "\t%11.2f\t%6.1f%%\t%7.3f\t%9.1f\t%s %s\t%s",
          step.medianUs(),
          100 * step.share(),
          step.executedFlops() / 1e6,
          step.gflopsPerSecond(),
          step.kernel(),
          step.step(),
          nodes(step.nodes()));
    }
  }

  private static String nodes(List<String> names) {
    String some = String.join(" ", names.subList(0, Math.min(NAMED_NODES, names.size())));
    int more = names.size() - NAMED_NODES;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, Printable.arguments(values))).append('\n');
  }
}
