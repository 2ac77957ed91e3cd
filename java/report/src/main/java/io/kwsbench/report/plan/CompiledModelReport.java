package io.kwsbench.report.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Data;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.benchmark.text.VerdictText;
import io.kwsbench.report.benchmark.text.WorkloadText;
import io.kwsbench.report.plan.PlanResult.StepTime;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report of a compiled model, step by step. */
public final class CompiledModelReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);

  private static final int NAMED_NODES = 6;
  private static final List<String> HEADS =
      List.of(
          "kernel",
          "step",
          "nodes",
          "median_us",
          "median_share",
          "executed_flops",
          "gflops_per_second");
  private static final List<Column> COLUMNS =
      List.of(
          Column.wide(11, "[median us]"),
          Column.wide(7, "[share]"),
          Column.wide(7, "[MFLOP]"),
          Column.wide(9, "[GFLOP/s]"),
          Column.left("[step]"),
          Column.left("[fused nodes]"));

  private CompiledModelReport() {}

  /** The report of all that was measured. */
  public static Report of(PlanResult result) {
    return new Report(
        new Report.Heading(result.model(), Optional.empty()),
        new Data(
            PlanResult.SCHEMA_VERSION,
            result,
            Map.of(StepTime.class, StepFields.class),
            Data.Arrays.CLOSE),
        Section.Table.of(HEADS, result.steps().stream().map(CompiledModelReport::cells).toList()),
        sections(result),
        List.of());
  }

  private interface StepFields {
    @JsonProperty
    double gflopsPerSecond();
  }

  private static List<Section> sections(PlanResult result) {
    List<Section> sections = new ArrayList<>();
    Distribution untraced = result.times().untracedUs();
    sections.add(head(result));
    sections.add(WorkloadText.of(result.workload()));
    Lines runs = new Lines();
    runs(runs, "untraced", untraced);
    runs(runs, "traced", result.times().tracedUs());
    runs.add(
        "steps, medians of traced runs; each has one clock read of %.0f ns in it",
        result.times().clockReadNanos());
    sections.add(runs.prose());
    sections.add(
        new Section.Table(
            Section.Layout.TABBED,
            COLUMNS,
            result.steps().stream().map(CompiledModelReport::row).toList()));
    VerdictText.gates(sections, result.model(), untraced.median() / 1e6, result.answers().gates());
    VerdictText.heard(sections, result.answers().heard());
    return sections;
  }

  private static Section head(PlanResult result) {
    PlanResult.Engine engine = result.engine();
    PlanResult.Code code = result.code();
    return new Lines()
        .add(
            "%s: %d steps, %.3f MFLOP executed a run, weights %d bytes, arena %d bytes, %s",
            result.model(),
            result.steps().size(),
            code.executedFlops() / 1e6,
            code.weightBytes(),
            code.arenaBytes(),
            engine.isa())
        .add(
            "Engine: [%s %s], threads: [%s]",
            engine.engine(),
            engine.engineVersion(),
            engine.threads() == 0 ? "engine's choice" : engine.threads())
        .add(
            "engine start: %.2f ms (%.2f on a core) from the file to a session ready to run;"
                + " loading the library once a process %.1f ms",
            result.start().wallMs(), result.start().cpuMs(), result.start().libraryMs())
        .prose();
  }

  private static void runs(Lines lines, String phase, Distribution us) {
    lines.add(
        "%-8s %6d runs: median %.1f us, min %.1f, p90 %.1f, p99 %.1f, first %.1f",
        phase, us.count(), us.median(), us.min(), us.p90(), us.p99(), us.first());
  }

  private static List<Object> row(StepTime step) {
    return List.of(
        CppNumbers.fixed(step.medianUs(), 2),
        CppNumbers.fixed(100 * step.share(), 1) + "%",
        CppNumbers.fixed(step.executedFlops() / 1e6, 3),
        CppNumbers.fixed(step.gflopsPerSecond(), 1),
        step.kernel() + " " + step.step(),
        nodes(step.nodes()));
  }

  private static List<Object> cells(StepTime step) {
    return List.of(
        step.kernel(),
        step.step(),
        String.join(" ", step.nodes()),
        step.medianUs(),
        step.share(),
        step.executedFlops(),
        step.gflopsPerSecond());
  }

  private static String nodes(List<String> names) {
    String some = String.join(" ", names.subList(0, Math.min(NAMED_NODES, names.size())));
    int more = names.size() - NAMED_NODES;
    return more > 0 ? some + " and " + more + " more" : some;
  }
}
