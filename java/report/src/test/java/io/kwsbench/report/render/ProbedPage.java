package io.kwsbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with a script of the test's own beside it, which uses the page as a reader does and leaves
 * what it found in an attribute of the body.
 */
public final class ProbedPage {
  private static final String KEEP_BLOBS =
      "<script>window.blobs = []; window.Blob = class extends Blob {"
          + " constructor(parts, options) { super(parts, options); blobs.push(parts.join('')); } };"
          + "</script>";
  private static final String FOUND =
      "const found = (v) => { document.body.dataset.found ="
          + " btoa(unescape(encodeURIComponent(JSON.stringify(v)))); };";
  private static final Pattern ATTRIBUTE = Pattern.compile("data-found=\"([^\"]*)\"");
  private final HeadlessChromium browser;
  private final Path folder;

  public ProbedPage(HeadlessChromium browser, Path folder) {
    this.browser = browser;
    this.folder = folder;
  }

  /** What the page offers as a download. */
  public JsonNode download(String page) throws Exception {
    return new ObjectMapper().readTree(run(page, 1100, "found(blobs[0]);").asText());
  }

  /**
   * Clicks the head of a column of the table of all ops, as often as asked.
   *
   * @return {@code sorted}, the column's aria-sort, and {@code names}, the ops from top to bottom
   */
  public JsonNode sorted(String page, String column, int clicks) throws Exception {
    return run(
        page,
        1100,
        "const details = document.querySelector('details'); details.open = true;"
            + " details.dispatchEvent(new Event('toggle'));"
            + " const th = [...details.querySelectorAll('th')].find((h) => h.textContent === '"
            + column
            + "'); for (let i = 0; i < "
            + clicks
            + "; i++) th.querySelector('button').click();"
            + " found({ sorted: th.getAttribute('aria-sort'), tag: th.firstChild.tagName,"
            + " names: [...details.querySelectorAll('tbody tr')]"
            + ".map((r) => r.children[2].textContent) });");
  }

  /** Pixels by which a page is wider than a phone of 390, with its tables' own scrolling. */
  public JsonNode onAPhone(String page) throws Exception {
    String escaped = page.replace("&", "&amp;").replace("\"", "&quot;");
    String frame =
        "<body><iframe style='width:390px;height:900px;border:0' srcdoc=\""
            + escaped
            + "\"></iframe><script>"
            + FOUND
            + "onload = () => { const d = document.querySelector('iframe').contentDocument;"
            + " const shown = [...d.querySelectorAll('.frame')].filter((f) => f.offsetParent);"
            + " found({ done: d.body.dataset.done,"
            + " overflow: d.documentElement.scrollWidth - d.documentElement.clientWidth,"
            + " wide: shown.filter((f) => f.firstChild.scrollWidth > f.firstChild.clientWidth + 1)"
            + ".length, marked: shown.filter((f) => f.classList.contains('right')).length,"
            + " clipped: [...d.querySelectorAll('.tile b')].filter((b) =>"
            + " b.scrollWidth > b.parentNode.clientWidth).map((b) => b.textContent) }); };"
            + "</script></body>";
    return found(frame, 1100);
  }

  private JsonNode run(String page, int width, String script) throws Exception {
    String kept = page.replaceFirst("<head>", "<head>" + KEEP_BLOBS);
    String end = "</body>";
    int at = kept.lastIndexOf(end);
    return found(
        kept.substring(0, at) + "<script>" + FOUND + script + "</script>" + kept.substring(at),
        width);
  }

  private JsonNode found(String page, int width) throws Exception {
    Path file = Files.writeString(folder.resolve("probed.html"), page);
    Matcher found = ATTRIBUTE.matcher(browser.dom(file, width));
    assertThat(browser.console()).isEmpty();
    assertThat(found.find()).isTrue();
    return json(found.group(1));
  }

  private static JsonNode json(String base64) throws IOException {
    String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    return new ObjectMapper().readTree(text);
  }
}
