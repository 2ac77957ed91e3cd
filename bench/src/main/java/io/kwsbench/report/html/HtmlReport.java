package io.kwsbench.report.html;

import io.kwsbench.report.JsonReport;
import io.kwsbench.report.Report;
import io.kwsbench.report.ReportWriter;
import java.io.IOException;

/** A benchmark's report as one self-contained HTML page. Thread-safe. */
public final class HtmlReport implements ReportWriter {
  @Override
  public void write(Report report, Appendable out) throws IOException {
    StringBuilder json = new StringBuilder();
    new JsonReport().write(report, json);
    out.append(HtmlPage.of(json.toString()));
  }
}
