package io.kwsbench.report.internal.html;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page that holds a report's JSON, the script that draws it and uPlot, and needs no network.
 *
 * <p>The numbers that it shows are read from that JSON in the browser, so they cannot differ from
 * those of the JSON report.
 */
public final class HtmlPage {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  private HtmlPage() {}

  /**
   * The page of a report.
   *
   * @param title names the model
   * @param data the report's JSON, of a benchmark, a suite, models side by side or precisions
   * @param extra what the page draws beside it: {@code answer} and {@code timelines}
   */
  public static String of(String title, ObjectNode data, ObjectNode extra) {
    String page = resource("report.html");
    page = put(page, "/*UPLOT_CSS*/", resource(UPLOT + "uPlot.min.css"));
    page = put(page, "/*REPORT_CSS*/", resource("report.css"));
    page = put(page, "/*UPLOT_JS*/", resource(UPLOT + "uPlot.iife.min.js"));
    page = put(page, "/*REPORT_JS*/", script());
    page = put(page, "/*TITLE*/", title.replace("&", "&amp;").replace("<", "&lt;"));
    page = put(page, "/*EXTRA*/", embedded(extra.put("title", title)));
    return put(page, "/*DATA*/", embedded(data));
  }

  /** A {@code </script} inside a string would end the element; JSON has an escape for it. */
  private static String embedded(ObjectNode json) {
    return json.toString().replace("<", "\\u003c");
  }

  /** The parts in the order in which they need each other, in a scope of their own. */
  private static String script() {
    return Stream.of(
            "page",
            "sort",
            "engines",
            "bars",
            "plots",
            "ops",
            "roofline",
            "common",
            "diff",
            "benchmark",
            "suite",
            "compare",
            "precision",
            "main")
        .map(part -> resource("script/" + part + ".js"))
        .collect(Collectors.joining("\n", "\"use strict\";\n(() => {\n", "})();\n"));
  }

  private static String put(String page, String mark, String text) {
    int at = page.indexOf(mark);
    return page.substring(0, at) + text + page.substring(at + mark.length());
  }

  private static String resource(String name) {
    try (InputStream in = HtmlPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
