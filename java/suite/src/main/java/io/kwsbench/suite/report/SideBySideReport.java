package io.kwsbench.suite.report;

import io.kwsbench.Printable;
import io.kwsbench.measure.Doubt;
import io.kwsbench.stats.decision.RatioInterval;
import io.kwsbench.suite.result.SideBySide;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Models side by side, as text, Markdown, CSV or JSON. */
public final class SideBySideReport {
  /** The names of the forms. */
  public static final List<String> FORMATS = List.of("text", "markdown", "csv", "json");

  private static final List<String> HEADS =
      List.of(
          "model",
          "engine",
          "threads",
          "bytes",
          "median",
          "p99",
          "ratio",
          "95% interval",
          "same class",
          "largest |dp|");
  private static final int LEFT_COLUMNS = 2;

  private final SideBySide result;

  public SideBySideReport(SideBySide result) {
    this.result = result;
  }

  /**
   * @param format one of {@link #FORMATS}
   */
  public String render(String format) {
    return switch (format) {
      case "text" -> text();
      case "markdown" -> markdown();
      case "csv" -> csv();
      case "json" -> SuiteJson.render(SideBySide.SCHEMA_VERSION, result);
      default -> throw new IllegalArgumentException(format);
    };
  }

  private List<List<String>> rows() {
    return result.entries().stream().map(SideBySideReport::row).toList();
  }

  private static List<String> row(SideBySide.Entry one) {
    boolean measured = one.nanos().count() > 0;
    Optional<SideBySide.Outputs> outputs = one.outputs();
    return List.of(
        Printable.of(one.name()),
        one.engine(),
        Integer.toString(one.threads()),
        String.format(Locale.ROOT, "%,d", one.bytes()),
        measured ? Figures.time(one.nanos().median()) : "",
        measured ? Figures.time(one.nanos().p99()) : "",
        one.ratio().map(r -> number(r.ratio())).orElse(""),
        one.ratio().map(SideBySideReport::interval).orElse(""),
        outputs.map(o -> o.sameClass() + " of " + o.clips()).orElse(""),
        outputs
            .map(
                o ->
                    o.largestDifference()
                        .map(d -> String.format(Locale.ROOT, "%.2g", d))
                        .orElse("other classes"))
            .orElse(""));
  }

  private static String interval(RatioInterval ratio) {
    return "[" + number(ratio.low()) + ", " + number(ratio.high()) + "]";
  }

  private static String number(double ratio) {
    return Figures.ratio(ratio, 3);
  }

  private String text() {
    List<List<String>> table = new ArrayList<>();
    table.add(HEADS);
    table.addAll(rows());
    StringBuilder out = new StringBuilder(summary()).append("\n\n");
    for (List<String> row : table) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        int at = column;
        int width = table.stream().mapToInt(r -> r.get(at).length()).max().orElse(1);
        String left = column < LEFT_COLUMNS ? "-" : "";
        line.append(String.format(Locale.ROOT, "%" + left + width + "s  ", row.get(column)));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    result.doubts().forEach(d -> out.append("warning: ").append(doubt(d)).append('\n'));
    return out.toString();
  }

  private String markdown() {
    StringBuilder out =
        new StringBuilder(
            "| "
                + String.join(" | ", HEADS.stream().map(SuiteMarkdown::cell).toList())
                + " |\n|---|---|");
    out.append("---:|".repeat(HEADS.size() - LEFT_COLUMNS)).append('\n');
    for (List<String> row : rows()) {
      out.append("| ");
      out.append(String.join(" | ", row.stream().map(SuiteMarkdown::cell).toList()));
      out.append(" |\n");
    }
    out.append('\n').append(SuiteMarkdown.cell(summary())).append('\n');
    result
        .doubts()
        .forEach(d -> out.append("\n> ").append(SuiteMarkdown.cell(doubt(d))).append('\n'));
    return out.toString();
  }

  private static String doubt(Doubt doubt) {
    return doubt.what() + ": " + doubt.advice();
  }

  private String summary() {
    return String.format(
        Locale.ROOT,
        "%d models on %s, %d interleaved rounds in %.1f s on %s; ratios are to the first%s",
        result.entries().size(),
        result.input(),
        result.rounds(),
        result.seconds(),
        result.environment().cpu().model(),
        result.interrupted() ? "; INTERRUPTED" : "");
  }

  private String csv() {
    StringBuilder out = new StringBuilder();
    try (CSVPrinter printer =
        CSVFormat.DEFAULT
            .builder()
            .setRecordSeparator("\n")
            .setHeader(
                "model",
                "engine",
                "threads",
                "bytes",
                "runs",
                "median_ns",
                "p99_ns",
                "mad_ns",
                "ratio",
                "low",
                "high",
                "same_class",
                "clips",
                "largest_difference")
            .build()
            .print(out)) {
      for (SideBySide.Entry one : result.entries()) {
        printer.printRecord(
            Printable.of(one.name()),
            one.engine(),
            one.threads(),
            one.bytes(),
            one.nanos().count(),
            one.nanos().median(),
            one.nanos().p99(),
            one.nanos().mad(),
            one.ratio().map(RatioInterval::ratio).orElse(null),
            one.ratio().map(RatioInterval::low).orElse(null),
            one.ratio().map(RatioInterval::high).orElse(null),
            one.outputs().map(SideBySide.Outputs::sameClass).orElse(null),
            one.outputs().map(SideBySide.Outputs::clips).orElse(null),
            one.outputs().flatMap(SideBySide.Outputs::largestDifference).orElse(null));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }
}
