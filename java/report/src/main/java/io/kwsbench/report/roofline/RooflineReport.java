package io.kwsbench.report.roofline;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kwsbench.measure.Roofline;
import io.kwsbench.measure.Roofline.Peak;
import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Data;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.NameEnd;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.Section.Fact;
import io.kwsbench.report.Wrapped;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.roofline.RooflineResult.Products;
import io.kwsbench.report.roofline.RooflineResult.Race;
import io.kwsbench.report.roofline.RooflineResult.Step;
import io.kwsbench.report.roofline.RooflineResult.Threads;
import io.kwsbench.stats.decision.RatioInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The report of a graph's steps beside the limits of one core. */
public final class RooflineReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS = List.of(Format.TEXT, Format.JSON, Format.CSV);

  private static final int WIDTH = 25;
  private static final int STEP_WIDTH = 24;
  private static final int PRECISION_WIDTH = 11;
  private static final int PRECISION_AT = 5;
  private static final List<String> HEADS =
      List.of(
          "kernel",
          "step",
          "median_us",
          "flops",
          "executed_flops",
          "gflops_per_second",
          "precision");
  private static final List<Column> STEP_COLUMNS =
      List.of(
          Column.right("median"),
          Column.right("MFLOP"),
          Column.right("executed"),
          Column.right("GFLOP/s"),
          Column.right("of peak"),
          Column.left("kernel"),
          Column.left("step"));
  private static final List<Column> RACE_COLUMNS =
      List.of(
          Column.right("GFLOP/s"),
          Column.right("of peak"),
          Column.right("OpenBLAS GFLOP/s"),
          Column.right("time OpenBLAS/native"),
          Column.left("product"));

  private RooflineReport() {}

  /** The report of all that was measured. */
  public static Report of(RooflineResult result) {
    return new Report(
        new Report.Heading(result.model(), Optional.empty()),
        new Data(
            RooflineResult.SCHEMA_VERSION,
            result,
            Map.of(Step.class, StepFields.class),
            Data.Arrays.CLOSE),
        Section.Table.of(HEADS, result.steps().stream().map(RooflineReport::cells).toList()),
        sections(result),
        List.of());
  }

  private interface StepFields {
    @JsonProperty
    double gflopsPerSecond();
  }

  private static List<Section> sections(RooflineResult result) {
    List<Section> sections = new ArrayList<>();
    Roofline roof = result.core().roofline();
    sections.add(new Section.Title("One core of this machine, measured just now", false));
    sections.add(core(result.core()));
    sections.add(Section.GAP);
    String subject = Lines.format("%s, a run on one thread, medians", result.model());
    sections.add(new Section.Title(NameEnd.of(subject, Wrapped.COLUMNS), false));
    sections.add(steps(result));
    sections.add(allowed(result, Step::graphFlops, "the graph's FLOPs"));
    sections.add(allowed(result, Step::executedFlops, "the executed ones"));
    result.products().ifPresent(products -> products(sections, products));
    result.threads().ifPresent(threads -> threads(sections, threads));
    return sections;
  }

  private static Section core(RooflineResult.Core core) {
    Roofline roof = core.roofline();
    List<Fact> facts = new ArrayList<>();
    facts.add(peak("FMA peak", new Peak(roof.fmaGflops(), roof.sustainedGflops()), "GFLOP/s"));
    roof.bf16().ifPresent(peak -> facts.add(peak("bfloat16 peak", peak, "GFLOP/s")));
    roof.int8().ifPresent(peak -> facts.add(peak("int8 peak", peak, "GOP/s")));
    facts.add(fact("OpenBLAS sgemm", roof.sgemmGflops(), "GFLOP/s"));
    facts.add(fact("copy of large arrays", roof.copyGigabytes(), "GB/s"));
    facts.add(fact("ridge", roof.ridge(), "FLOP per byte"));
    facts.add(fact("clock read, one per step", core.clockReadNanos(), "ns"));
    return new Section.Facts(WIDTH, facts);
  }

  private static Fact peak(String name, Peak peak, String unit) {
    return new Fact(
        name, Lines.format("%7.1f %s, %.1f sustained", peak.best(), unit, peak.sustained()));
  }

  private static Fact fact(String name, double value, String unit) {
    return new Fact(name, Lines.format("%7.1f %s", value, unit));
  }

  /** Precisions have a column where there is more than one. */
  private static Section steps(RooflineResult result) {
    boolean several = result.steps().stream().map(Step::precision).distinct().count() > 1;
    Roofline roof = result.core().roofline();
    List<Column> columns = new ArrayList<>(STEP_COLUMNS);
    List<List<Object>> rows = new ArrayList<>();
    for (Step step : result.steps()) {
      double allowed = step.executedFlops() / roof.of(step.precision()).best() / 1e3;
      rows.add(row(step, allowed, several ? STEP_WIDTH - PRECISION_WIDTH : STEP_WIDTH));
    }
    Step all =
        new Step(
            "all steps", "", result.medianUs(), result.graphFlops(), result.executedFlops(), "");
    rows.add(row(all, result.allowedUs(Step::executedFlops, false), STEP_WIDTH));
    if (several) {
      columns.add(PRECISION_AT, Column.left("precision"));
      for (int i = 0; i < rows.size(); i++) {
        rows.get(i)
            .add(PRECISION_AT, i < result.steps().size() ? result.steps().get(i).precision() : "");
      }
    }
    return new Section.Table(Section.TableStyle.FITTED, columns, rows);
  }

  private static List<Object> row(Step step, double allowedUs, int stepWidth) {
    double share = step.medianUs() > 0 ? 100 * allowedUs / step.medianUs() : 0;
    return new ArrayList<>(
        List.of(
            CppNumbers.fixed(step.medianUs(), 2) + " µs",
            CppNumbers.fixed(step.graphFlops() / 1e6, 3),
            CppNumbers.fixed(step.executedFlops() / 1e6, 3),
            CppNumbers.fixed(step.gflopsPerSecond(), 2),
            CppNumbers.fixed(share, 1) + " %",
            step.kernel(),
            NameEnd.of(step.step(), stepWidth)));
  }

  private static List<Object> cells(Step step) {
    return List.of(
        step.kernel(),
        step.step(),
        step.medianUs(),
        step.graphFlops(),
        step.executedFlops(),
        step.gflopsPerSecond(),
        step.precision());
  }

  private static Section allowed(
      RooflineResult result, ToDoubleFunction<Step> operations, String what) {
    double flops = result.steps().stream().mapToDouble(operations).sum();
    double allowed = result.allowedUs(operations, false);
    String sentence =
        Lines.format(
            "for %s, %.2f M, the peak allows %.1f µs: this takes %.2f times that, %.2f times what"
                + " the sustained peak allows",
            what,
            flops / 1e6,
            allowed,
            result.medianUs() / allowed,
            result.medianUs() / result.allowedUs(operations, true));
    return new Section.Prose(Wrapped.at(Wrapped.COLUMNS, sentence));
  }

  private static void products(List<Section> sections, Products products) {
    sections.add(Section.GAP);
    sections.add(
        new Section.Title(
            Lines.format(
                "Matrix products M x K x N, weights warm, medians; the peak here was %.1f GFLOP/s",
                products.peakGflops()),
            false));
    sections.add(
        new Section.Table(
            Section.TableStyle.FITTED,
            RACE_COLUMNS,
            products.races().stream().map(race -> row(race, products.peakGflops())).toList()));
    sections.add(
        new Lines()
            .add("%d of %d faster than OpenBLAS", products.ahead(), products.races().size())
            .prose());
  }

  private static List<Object> row(Race race, double peak) {
    return List.of(
        CppNumbers.fixed(race.nativeGflops(), 1),
        CppNumbers.fixed(100 * race.nativeGflops() / peak, 1) + " %",
        CppNumbers.fixed(race.openBlasGflops(), 1),
        race.timeRatio().map(RooflineReport::interval).orElse(Figures.NONE),
        race.product());
  }

  private static void threads(List<Section> sections, Threads threads) {
    sections.add(Section.GAP);
    String gain =
        threads
            .gain()
            .map(
                r ->
                    Lines.format(
                        "%.2f times, 99 %% interval [%.2f, %.2f]", r.ratio(), r.low(), r.high()))
            .orElse(Figures.NONE);
    String sentence =
        Lines.format(
            "On 1 thread %.1f µs, on %d threads %.1f µs (%.1f when they were asleep), medians of"
                + " %d alternating runs, same bits: %s faster",
            threads.oneUs(),
            threads.threads(),
            threads.severalUs(),
            threads.wokenUs(),
            threads.runs(),
            gain);
    sections.add(new Section.Prose(Wrapped.at(Wrapped.COLUMNS, sentence)));
  }

  private static String interval(RatioInterval ratio) {
    return Lines.format("%.2f [%.2f, %.2f]", ratio.ratio(), ratio.low(), ratio.high());
  }
}
