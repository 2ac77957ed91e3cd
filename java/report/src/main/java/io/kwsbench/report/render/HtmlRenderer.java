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
  private final List<String> answer = new ArrayList<>();

  private HtmlRenderer() {}

  static String of(Report report) {
    ObjectNode data = JsonRenderer.tree(report.data());
    HtmlRenderer html = new HtmlRenderer();
    data.path("answer").forEach(line -> html.answer.add(line.asText()));
    report.sections().forEach(section -> section.accept(html));
    ArrayNode sentences = html.extra.putArray("answer");
    paragraphs(html.answer).forEach(sentences::add);
    String title = PageTitle.of(report.heading().name(), data);
    return HtmlPage.of(title, data, html.extra);
  }

  /** A text is wrapped, a page wraps by itself: lines up to the end of a sentence. */
  private static List<String> paragraphs(List<String> lines) {
    List<String> paragraphs = new ArrayList<>();
    StringBuilder paragraph = new StringBuilder();
    for (String line : lines) {
      paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
      if (line.endsWith(".")) {
        paragraphs.add(paragraph.toString());
        paragraph.setLength(0);
      }
    }
    if (!paragraph.isEmpty()) {
      paragraphs.add(paragraph.toString());
    }
    return paragraphs;
  }

  /** The answer stands first and last in a text, and in the data of a benchmark; a page has one. */
  @Override
  public void answer(Section.Answer section) {
    if (answer.isEmpty()) {
      answer.addAll(section.lines());
    }
  }

  @Override
  public void profile(Section.Profile profile) {
    Timeline.of(profile.ops().nodes(), profile.traces())
        .ifPresent(timeline -> timelines.set(profile.place(), timeline));
  }
}
