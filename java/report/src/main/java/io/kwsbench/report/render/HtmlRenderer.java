package io.kwsbench.report.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.internal.html.HtmlPage;
import io.kwsbench.report.internal.html.Timeline;

/** One self-contained page of the report's data, with the runs that it draws. */
final class HtmlRenderer implements Section.Visitor {
  /** More runs than this are thinned out evenly: a plot has no more pixels. */
  private static final int MOST_POINTS = 1000;

  private final ObjectNode data;

  private HtmlRenderer(ObjectNode data) {
    this.data = data;
  }

  static String of(Report report) {
    HtmlRenderer html = new HtmlRenderer(JsonRenderer.tree(report.data()));
    html.data.path("results").forEach(HtmlRenderer::shorten);
    report.sections().forEach(section -> section.accept(html));
    return HtmlPage.of(html.data);
  }

  @Override
  public void profile(Section.Profile profile) {
    ObjectNode shown = (ObjectNode) data.at(profile.place());
    Timeline.put(shown, profile.ops().nodes(), profile.traces());
  }

  /** Leaves out what no plot shows: the tensors of every node, and runs beyond its pixels. */
  private static void shorten(JsonNode result) {
    ((ObjectNode) result.get("graph")).remove("tensors");
    ObjectNode phases = (ObjectNode) result.get("phases");
    ArrayNode all = (ArrayNode) phases.get("untraced_runs_us");
    int step = Math.max(1, (all.size() + MOST_POINTS - 1) / MOST_POINTS);
    ArrayNode kept = phases.arrayNode();
    for (int i = 0; i < all.size(); i += step) {
      kept.add(all.get(i));
    }
    phases.set("untraced_runs_us", kept);
    phases.put("untraced_step", step);
  }
}
