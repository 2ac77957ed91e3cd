package io.kwsbench.report.render;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.Report;
import io.kwsbench.report.Section;
import io.kwsbench.report.internal.html.HtmlPage;
import io.kwsbench.report.internal.html.PageTitle;
import io.kwsbench.report.internal.html.Timeline;

/** One self-contained page of the report's data, the answer and one traced run of each profile. */
final class HtmlRenderer implements Section.Visitor {
  private final ObjectNode extra = JsonNodeFactory.instance.objectNode();
  private final ArrayNode answer = extra.putArray("answer");
  private final ObjectNode timelines = extra.putObject("timelines");

  private HtmlRenderer() {}

  static String of(Report report) {
    ObjectNode data = JsonRenderer.tree(report.data());
    HtmlRenderer html = new HtmlRenderer();
    report.sections().forEach(section -> section.accept(html));
    String title = PageTitle.of(report.heading().name(), data);
    return HtmlPage.of(title, data, html.extra);
  }

  /** The answer stands first and last in a text; a page has it once, and wraps it by itself. */
  @Override
  public void answer(Section.Answer section) {
    if (answer.isEmpty()) {
      StringBuilder paragraph = new StringBuilder();
      for (String line : section.lines()) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
        if (line.endsWith(".")) {
          answer.add(paragraph.toString());
          paragraph.setLength(0);
        }
      }
      if (!paragraph.isEmpty()) {
        answer.add(paragraph.toString());
      }
    }
  }

  @Override
  public void profile(Section.Profile profile) {
    Timeline.of(profile.ops().nodes(), profile.traces())
        .ifPresent(timeline -> timelines.set(profile.place(), timeline));
  }
}
