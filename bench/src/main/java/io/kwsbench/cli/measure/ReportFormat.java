package io.kwsbench.cli.measure;

import com.beust.jcommander.ParameterException;
import io.kwsbench.cli.command.DidYouMean;
import io.kwsbench.report.CsvReport;
import io.kwsbench.report.JsonReport;
import io.kwsbench.report.Report;
import io.kwsbench.report.ReportWriter;
import io.kwsbench.report.html.HtmlReport;
import io.kwsbench.report.html.TraceReport;
import io.kwsbench.report.text.TextOptions;
import io.kwsbench.report.text.TextReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The renderings that {@code --format} names. */
final class ReportFormat {
  private static final List<String> NAMES = List.of("text", "json", "csv", "html", "trace");
  private final ReportWriter writer;

  private ReportFormat(ReportWriter writer) {
    this.writer = writer;
  }

  /**
   * @throws ParameterException when there is none of that name
   */
  static ReportFormat of(String name, TextOptions options) {
    return new ReportFormat(
        switch (name) {
          case "text" -> new TextReport(options);
          case "json" -> new JsonReport();
          case "csv" -> new CsvReport();
          case "html" -> new HtmlReport();
          case "trace" -> new TraceReport();
          default ->
              throw new ParameterException(
                  "--format is "
                      + String.join(", ", NAMES)
                      + ", not '"
                      + name
                      + "'"
                      + DidYouMean.hint(name, NAMES));
        });
  }

  String render(Report report) {
    StringBuilder text = new StringBuilder();
    try {
      writer.write(report, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
