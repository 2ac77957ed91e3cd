package io.kwsbench.suite.report;

import io.kwsbench.report.Data;
import io.kwsbench.report.Figures;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.Section.Column;
import io.kwsbench.report.answer.Speedup;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.suite.result.SideBySide;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The report of models side by side. */
public final class SideBySideReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.MARKDOWN, Format.CSV, Format.JSON, Format.HTML);

  private static final List<Column> COLUMNS =
      List.of(
          Column.left("model"),
          Column.left("engine"),
          Column.right("threads"),
          Column.right("bytes"),
          Column.right("median"),
          Column.right("p99"),
          Column.right("against the first"),
          Column.right("same class"),
          Column.right("max |Δp|"));
  private static final List<String> HEADS =
      List.of(
          "model",
          "engine",
          "threads",
          "file_bytes",
          "runs",
          "median_ns",
          "p99_ns",
          "mad_ns",
          "time_ratio",
          "time_ratio_low",
          "time_ratio_high",
          "same_top_class",
          "clips",
          "max_abs_difference");

  private SideBySideReport() {}

  /** The report of all that was compared. */
  public static Report of(SideBySide result) {
    Section summary = Section.Prose.of(summary(result));
    Section table =
        new Section.Table(
            Section.Layout.FITTED,
            COLUMNS,
            result.entries().stream().map(SideBySideReport::row).toList());
    Section answer = SideBySideAnswer.of(result).section();
    return new Report(
        new Report.Heading("compare", Optional.of(result.environment().date())),
        new Data(SideBySide.SCHEMA_VERSION, result, SuiteReport.VIEWS, Data.Arrays.CLOSE),
        Section.Table.of(HEADS, result.entries().stream().map(SideBySideReport::cells).toList()),
        List.of(
            answer,
            new Section.Warnings("warning: ", result.doubts()),
            Section.GAP,
            summary,
            Section.GAP,
            table,
            Section.GAP,
            answer),
        List.of(answer, new Section.Warnings("⚠️ ", result.doubts()), table, summary));
  }

  private static String summary(SideBySide result) {
    return Lines.format(
        "%d models on %s, %d interleaved rounds in %.1f s on %s%s",
        result.entries().size(),
        result.input(),
        result.rounds(),
        result.seconds(),
        result.environment().cpu().model(),
        result.interrupted() ? "; interrupted" : "");
  }

  private static List<Object> row(SideBySide.Entry one) {
    boolean measured = one.nanos().count() > 0;
    Optional<SideBySide.Outputs> outputs = one.outputs();
    return List.of(
        one.name(),
        one.engine(),
        one.threads(),
        Lines.format("%,d", one.bytes()),
        measured ? Figures.time(one.nanos().median()) : "",
        measured ? Figures.time(one.nanos().p99()) : "",
        one.ratio().map(Speedup::cell).orElse(""),
        outputs.map(o -> o.sameClass() + " of " + o.clips()).orElse(""),
        outputs
            .map(
                o -> o.largestDifference().map(d -> Lines.format("%.2g", d)).orElse("incomparable"))
            .orElse(""));
  }

  private static List<Object> cells(SideBySide.Entry one) {
    Optional<Distribution> nanos = Optional.of(one.nanos()).filter(times -> times.count() > 0);
    return List.of(
        one.name(),
        one.engine(),
        one.threads(),
        one.bytes(),
        one.nanos().count(),
        known(nanos, Distribution::median),
        known(nanos, Distribution::p99),
        known(nanos, Distribution::mad),
        known(one.ratio(), RatioInterval::ratio),
        known(one.ratio(), RatioInterval::low),
        known(one.ratio(), RatioInterval::high),
        known(one.outputs(), SideBySide.Outputs::sameClass),
        known(one.outputs(), SideBySide.Outputs::clips),
        known(one.outputs().flatMap(SideBySide.Outputs::largestDifference), d -> d));
  }

  /** Empty where there is none. */
  private static <T> Object known(Optional<T> from, Function<T, Object> cell) {
    return from.map(cell).orElse("");
  }
}
