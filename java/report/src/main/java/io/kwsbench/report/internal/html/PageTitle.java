package io.kwsbench.report.internal.html;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.Printable;
import java.util.LinkedHashSet;
import java.util.Set;

/** The title of a page: the models that were measured, and what measured them. */
public final class PageTitle {
  /** More names make no title. */
  private static final int MAX_NAMES = 3;

  private PageTitle() {}

  /**
   * The title, such as {@code pi.pb – kwsbench benchmark}.
   *
   * @param heading the report's name
   * @param data the report's JSON: a benchmark's results, a suite's cases, models side by side, or
   *     one model
   */
  public static String of(String heading, JsonNode data) {
    Set<String> models = new LinkedHashSet<>();
    data.path("results").forEach(result -> models.add(file(result.at("/graph/source"))));
    data.path("cases").forEach(one -> models.add(file(one.path("graph"))));
    data.path("entries").forEach(entry -> models.add(file(entry.path("name"))));
    if (data.has("model")) {
      models.add(file(data.path("model")));
    }
    String named =
        models.size() > MAX_NAMES ? models.size() + " models" : String.join(", ", models);
    return Printable.of(named + (named.isEmpty() ? "" : " – ") + "kwsbench " + heading);
  }

  private static String file(JsonNode path) {
    String text = path.asText();
    return text.substring(text.lastIndexOf('/') + 1);
  }
}
