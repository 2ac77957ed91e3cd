package io.kwsbench.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.internal.html.HtmlPage;
import io.kwsbench.report.internal.html.PageTitle;
import io.kwsbench.report.internal.html.Timeline;
import java.util.ArrayList;
import java.util.List;

/** One self-contained page of the report's data, the answer and one traced run of each profile. */
final class HtmlRenderer implements Section.Visitor {
  private final ObjectNode extra = JsonNodeFactory.instance.objectNode();
  private final ObjectNode timelines = extra.putObject("timelines");

  private HtmlRenderer() {}

  static String of(Report report) {
    ObjectNode data = JsonRenderer.tree(report);
    HtmlRenderer html = new HtmlRenderer();
    report.sections().forEach(section -> section.accept(html));
    List<String> lines = new ArrayList<>();
    data.path("answer").forEach(line -> lines.add(line.asText()));
    ArrayNode sentences = html.extra.putArray("answer");
    new Section.Answer(lines).paragraphs().forEach(sentences::add);
    String title = PageTitle.of(report.heading().name(), data);
    return HtmlPage.of(title, data, html.extra);
  }

  @Override
  public void profile(Section.Profile profile) {
    Timeline.of(profile.ops().nodes(), profile.traces())
        .ifPresent(timeline -> timelines.set(profile.place(), timeline));
  }
}
