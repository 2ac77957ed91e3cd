package io.kwsbench.suite.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.html.HtmlPage;
import io.kwsbench.report.html.Timeline;
import io.kwsbench.suite.result.CaseProfile;
import io.kwsbench.suite.result.CaseResult;
import io.kwsbench.suite.result.SuiteResult;
import java.io.IOException;
import java.util.Optional;

/** A suite's result as one self-contained HTML page. Thread-safe. */
public final class SuiteHtml implements SuiteWriter {
  @Override
  public void write(SuiteResult result, Appendable out) throws IOException {
    ObjectNode data = SuiteJson.tree(result);
    for (int i = 0; i < result.cases().size(); i++) {
      CaseResult one = result.cases().get(i);
      Optional<CaseProfile> profile = one.profile();
      if (profile.isPresent()) {
        ObjectNode shown = (ObjectNode) data.at("/cases/" + i + "/profile");
        Timeline.put(shown, profile.get().ops().nodes(), profile.get().traces());
      }
    }
    out.append(HtmlPage.of(data));
  }
}
