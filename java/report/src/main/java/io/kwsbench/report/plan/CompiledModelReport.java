package io.kwsbench.report.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Data;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.answer.Answer;
import io.kwsbench.report.answer.EngineTitle;
import io.kwsbench.report.answer.HeardWords;
import io.kwsbench.report.answer.Timed;
import io.kwsbench.report.benchmark.text.VerdictText;
import io.kwsbench.report.benchmark.text.WorkloadText;
import io.kwsbench.report.plan.PlanResult.StepTime;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The report of a compiled model, step by step. */
public final class CompiledModelReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);

  private static final int WIDTH = 10;
  private static final int STEP_WIDTH = 18;
  private static final int NODES_WIDTH = 28;
  private static final int PRECISION_WIDTH = 11;
  private static final int PRECISION_AT = 4;
  private static final List<String> HEADS =
      List.of(
          "kernel",
          "step",
          "nodes",
          "median_us",
          "median_share",
          "executed_flops",
          "gflops_per_second",
          "precision");
  private static final List<Column> COLUMNS =
      List.of(
          Column.right("median"),
          Column.right("share"),
          Column.right("MFLOP"),
          Column.right("GFLOP/s"),
          Column.left("kernel"),
          Column.left("step"),
          Column.left("fused nodes"));
  private static final List<Column> RUN_COLUMNS =
      List.of(
          Column.left(""),
          Column.right("runs"),
          Column.right("median"),
          Column.right("min"),
          Column.right("p90"),
          Column.right("p99"),
          Column.right("first"));

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
    Section answer = answer(result).section();
    sections.add(answer);
    sections.add(Section.GAP);
    if (!result.workload().warnings().isEmpty()) {
      sections.add(WorkloadText.warnings(result.workload()));
      sections.add(Section.GAP);
    }
    sections.add(head(result));
    sections.add(Section.GAP);
    times(sections, result);
    VerdictText.gates(
        sections,
        result.model(),
        result.times().untracedUs().median() / 1e6,
        result.answers().gates());
    VerdictText.heard(sections, result.answers().heard());
    sections.add(answer);
    return sections.stream().map(Section::withoutRules).toList();
  }

  private static Answer answer(PlanResult result) {
    Distribution untraced = result.times().untracedUs();
    OptionalDouble realTime =
        untraced.count() == 0
            ? OptionalDouble.empty()
            : result.workload().audioSeconds().stream()
                .mapToDouble(seconds -> untraced.median() / 1e6 / seconds)
                .findFirst();
    Timed timed =
        new Timed(
            EngineTitle.subject(result.engine().engine()),
            realTime.isPresent() ? "clip" : "run",
            untraced.median(),
            untraced.count(),
            // the native engine takes one thread where it has the choice
            Math.max(1, result.engine().threads()),
            realTime,
            Timed.Interruption.of(
                result.interrupted(),
                result.times().tracedUs().count(),
                result.times().plannedRuns()));
    return new Answer(
        timed,
        List.of(),
        List.of(),
        HeardWords.of(result.workload().sound(), result.interrupted(), result.answers().heard()));
  }

  private static Section head(PlanResult result) {
    PlanResult.Engine engine = result.engine();
    PlanResult.Code code = result.code();
    PlanResult.Start start = result.start();
    return new Section.Facts(
        WIDTH,
        List.of(
            new Section.Fact(
                "model", Lines.format("%s (%,d steps)", result.model(), result.steps().size())),
            new Section.Fact(
                "executes", Lines.format("%.3f MFLOP per run", code.executedFlops() / 1e6)),
            new Section.Fact(
                "memory",
                Lines.format(
                    "weights %,d bytes, arena %,d bytes", code.weightBytes(), code.arenaBytes())),
            new Section.Fact(
                "engine",
                Lines.format(
                    "%s %s, kernels for %s",
                    engine.engine(), engine.engineVersion(), engine.isa())),
            new Section.Fact(
                "start",
                Lines.format(
                    "%.2f ms from the file to a session%s; loading the library %.1f ms",
                    start.wallMs(),
                    start.cpuMs().map(ms -> Lines.format(" (%.2f ms on a core)", ms)).orElse(""),
                    start.libraryMs())),
            new Section.Fact("fed with", result.workload().description())));
  }

  private static void times(List<Section> sections, PlanResult result) {
    sections.add(new Section.Title("Times"));
    sections.add(
        new Section.Table(
            Section.TableStyle.FITTED,
            RUN_COLUMNS,
            List.of(
                runs("untraced", result.times().untracedUs()),
                runs("traced", result.times().tracedUs()))));
    sections.add(Section.GAP);
    sections.add(
        new Section.Title(
            Lines.format(
                "Steps (median of %,d traced runs, %.0f ns per clock read included)",
                result.times().tracedUs().count(), result.times().clockReadNanos())));
    sections.add(steps(result.steps()));
    sections.add(Section.GAP);
  }

  private static List<Object> runs(String phase, Distribution us) {
    return us.count() == 0
        ? List.of(phase, 0, Figures.NONE, Figures.NONE, Figures.NONE, Figures.NONE, Figures.NONE)
        : List.of(
            phase,
            us.count(),
            Timed.time(us.median()),
            Timed.time(us.min()),
            Timed.time(us.p90()),
            Timed.time(us.p99()),
            Timed.time(us.first()));
  }

  /** Precisions have a column where there is more than one. */
  private static Section steps(List<StepTime> steps) {
    boolean several = steps.stream().map(StepTime::precision).distinct().count() > 1;
    List<Column> columns = new ArrayList<>(COLUMNS);
    List<List<Object>> rows = new ArrayList<>();
    for (StepTime step : steps) {
      rows.add(row(step, several ? NODES_WIDTH - PRECISION_WIDTH : NODES_WIDTH));
    }
    if (several) {
      columns.add(PRECISION_AT, Column.left("precision"));
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i).add(PRECISION_AT, steps.get(i).precision());
      }
    }
    return new Section.Table(Section.TableStyle.FITTED, columns, rows);
  }

  private static List<Object> row(StepTime step, int nodesWidth) {
    return new ArrayList<>(
        List.of(
            CppNumbers.fixed(step.medianUs(), 2) + " µs",
            CppNumbers.fixed(100 * step.share(), 1) + " %",
            CppNumbers.fixed(step.executedFlops() / 1e6, 3),
            CppNumbers.fixed(step.gflopsPerSecond(), 1),
            step.kernel(),
            NameEnd.of(step.step(), STEP_WIDTH),
            NameEnd.of(String.join(" ", step.nodes()), nodesWidth)));
  }

  private static List<Object> cells(StepTime step) {
    return List.of(
        step.kernel(),
        step.step(),
        String.join(" ", step.nodes()),
        step.medianUs(),
        step.share(),
        step.executedFlops(),
        step.gflopsPerSecond(),
        step.precision());
  }
}
