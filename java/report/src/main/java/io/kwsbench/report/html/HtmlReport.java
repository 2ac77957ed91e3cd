package io.kwsbench.report.html;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.JsonReport;
import io.kwsbench.report.Report;
import io.kwsbench.report.ReportWriter;
import io.kwsbench.report.Result;
import java.io.IOException;

/** A benchmark's report as one self-contained HTML page. Thread-safe. */
public final class HtmlReport implements ReportWriter {
  /** More runs than this are thinned out evenly: a plot has no more pixels. */
  private static final int MOST_POINTS = 1000;

  @Override
  public void write(Report report, Appendable out) throws IOException {
    ObjectNode data = JsonReport.tree(report);
    for (int i = 0; i < report.results().size(); i++) {
      Result result = report.results().get(i);
      ObjectNode shown = (ObjectNode) data.at("/results/" + i);
      ((ObjectNode) shown.get("graph")).remove("tensors");
      thin((ObjectNode) shown.get("phases"));
      Timeline.put(shown, result.ops().nodes(), result.traces());
    }
    out.append(HtmlPage.of(data));
  }

  private static void thin(ObjectNode phases) {
    ArrayNode all = (ArrayNode) phases.get("untraced_us");
    int step = (all.size() + MOST_POINTS - 1) / MOST_POINTS;
    ArrayNode kept = phases.arrayNode();
    for (int i = 0; i < all.size(); i += Math.max(1, step)) {
      kept.add(all.get(i));
    }
    phases.set("untraced_us", kept);
    phases.put("untraced_step", Math.max(1, step));
  }
}
