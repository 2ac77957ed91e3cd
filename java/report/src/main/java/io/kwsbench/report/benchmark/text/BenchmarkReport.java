package io.kwsbench.report.benchmark.text;

import io.kwsbench.report.CppNumbers;
import io.kwsbench.report.Data;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.benchmark.BenchmarkResult;
import io.kwsbench.report.benchmark.Comparison;
import io.kwsbench.report.benchmark.Result;
import io.kwsbench.report.render.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The report of a benchmark. Its text is ours, or has benchmark_model's sections, which scripts
 * parse, and after them figures that it never reported.
 */
public final class BenchmarkReport {
  /** The formats of a benchmark's report. */
  public static final List<Format> FORMATS =
      List.of(
          Format.TEXT, Format.JSON, Format.CSV, Format.HTML, Format.TRACE, Format.BENCHMARK_MODEL);

  private final BenchmarkResult benchmark;
  private final TextOptions options;
  private final List<Section> sections = new ArrayList<>();

  private BenchmarkReport(BenchmarkResult benchmark, TextOptions options) {
    this.benchmark = benchmark;
    this.options = options;
  }

  /** The report of all that was measured. */
  public static Report of(BenchmarkResult benchmark) {
    return of(benchmark, ReadableText.of(benchmark));
  }

  /** The report whose text has benchmark_model's sections. */
  public static Report of(BenchmarkResult benchmark, TextOptions options) {
    return of(benchmark, new BenchmarkReport(benchmark, options).sections());
  }

  private static Report of(BenchmarkResult benchmark, List<Section> text) {
    List<Section> sections = new ArrayList<>(text);
    profiles(sections, benchmark.results());
    return new Report(
        new Report.Heading(
            benchmark.name().orElse("benchmark"), Optional.of(benchmark.environment().date())),
        new Data(
            BenchmarkResult.SCHEMA_VERSION, benchmark, BenchmarkFields.VIEWS, Data.Arrays.ON_LINES),
        NodeRows.of(benchmark.results()),
        sections,
        List.of());
  }

  private List<Section> sections() {
    if (benchmark.interrupted()) {
      sections.add(Section.Prose.of("Interrupted: this is what was measured so far."));
      sections.add(Section.GAP);
    }
    List<Result> results = benchmark.results();
    boolean several = results.size() > 1;
    for (Result result : results) {
      if (several) {
        sections.add(Section.Prose.of("### " + result.name() + " ###"));
      }
      result(result);
    }
    benchmark.comparisons().forEach(this::comparison);
    benchmark.roofline().ifPresent(roof -> RooflineText.add(sections, roof, results));
    new EnvironmentText(benchmark.environment()).add(sections, benchmark.doubts());
    for (Result result : results) {
      sections.add(Section.Prose.of((several ? result.name() + ": " : "") + closing(result)));
    }
    return sections;
  }

  private static void profiles(List<Section> sections, List<Result> results) {
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      String engine = (result.engine().engine() + " " + result.engine().engineVersion()).strip();
      sections.add(
          new Section.Profile(
              engine + ": " + result.graph().source(),
              "/results/" + i,
              result.profile().ops(),
              result.profile().traces()));
    }
  }

  private void result(Result result) {
    new PhaseText(benchmark, result).add(sections);
    new StatTables(result.profile().ops(), options).add(sections);
    if (options.sizes()) {
      SizesText.add(sections, result.graph());
    }
    ComputeText compute = new ComputeText(result);
    if (options.flops()) {
      compute.addEstimate(sections);
    }
    compute.add(sections);
    new ResultText(result).add(sections);
  }

  private void comparison(Comparison c) {
    sections.add(new Section.Title("Comparison"));
    String ratio =
        c.ratio()
            .map(
                r ->
                    Lines.format(
                        "median time ratio %.3f (%.0f%% interval %.3f…%.3f)",
                        r.ratio(), r.level() * 100, r.low(), r.high()))
            .orElse("too few runs for a ratio of times");
    sections.add(
        new Lines()
            .add("%s against %s: %s", c.candidate(), c.reference(), ratio)
            .add(
                "outputs %s: same class on %d of %d, largest difference %s",
                c.agree() ? "agree" : "DISAGREE",
                c.sameClass(),
                c.items(),
                CppNumbers.general(c.largestDifference()))
            .prose());
    sections.add(Section.GAP);
  }

  private static String closing(Result result) {
    return "Average inference timings in us: Warmup: "
        + Math.round(result.phases().warmUp().avg())
        + ", no stats: "
        + Math.round(result.phases().untraced().avg())
        + ", with stats: "
        + Math.round(result.phases().traced().avg());
  }
}
