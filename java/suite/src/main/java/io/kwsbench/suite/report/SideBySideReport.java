package io.kwsbench.suite.report;

import io.kwsbench.report.Data;
import io.kwsbench.report.Lines;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.render.Format;
import io.kwsbench.stats.Distribution;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.suite.result.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The report of models side by side. */
public final class SideBySideReport {
  /** The formats of the report. */
  public static final List<Format> FORMATS =
      List.of(Format.TEXT, Format.MARKDOWN, Format.CSV, Format.JSON, Format.HTML);

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
    SideBySideTables tables = new SideBySideTables(result);
    Section answer = SideBySideAnswer.of(result).section();
    return new Report(
        new Report.Heading("compare", Optional.of(result.environment().date())),
        new Data(SideBySide.SCHEMA_VERSION, result, SuiteReport.VIEWS, Data.Arrays.CLOSE),
        Section.Table.of(HEADS, result.entries().stream().map(SideBySideReport::cells).toList()),
        text(result, answer, tables),
        digest(result, answer, tables));
  }

  private static List<Section> digest(SideBySide result, Section answer, SideBySideTables tables) {
    List<Section> sections = new ArrayList<>();
    sections.add(answer);
    sections.add(new Section.Warnings("⚠️ ", result.doubts()));
    sections.add(tables.wide());
    tables.note().ifPresent(sections::add);
    sections.add(Section.Prose.of(summary(result)));
    return sections;
  }

  private static List<Section> text(SideBySide result, Section answer, SideBySideTables tables) {
    List<Section> sections = new ArrayList<>();
    sections.add(answer);
    sections.add(new Section.Warnings("warning: ", result.doubts()));
    sections.add(Section.GAP);
    sections.add(Section.Prose.of(summary(result)));
    sections.add(Section.GAP);
    sections.addAll(tables.narrow());
    sections.add(Section.GAP);
    sections.add(answer);
    return sections;
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
