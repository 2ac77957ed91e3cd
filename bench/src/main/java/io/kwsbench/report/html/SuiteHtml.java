package io.kwsbench.report.html;

import io.kwsbench.suite.report.SuiteJson;
import io.kwsbench.suite.report.SuiteWriter;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;

/** A suite's result as one self-contained HTML page. Thread-safe. */
public final class SuiteHtml implements SuiteWriter {
  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    StringBuilder json = new StringBuilder();
    new SuiteJson().write(result, json);
    out.append(HtmlPage.of(json.toString()));
  }
}
