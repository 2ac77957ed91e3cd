package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kwsbench.report.internal.html.HtmlPage;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.render.HeadlessChromium;
import io.kwsbench.report.render.ProbedPage;
import io.kwsbench.report.render.ShownNumbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A suite's page, and what headless Chromium makes of it; the latter is skipped where there is
 * none.
 */
class SuiteHtmlTest {
  private static final Path PICTURES = Path.of("target", "html-report");
  @TempDir Path folder;

  @Test
  void oneFileWithoutNetwork() throws IOException {
    ShownNumbers.isOneFileWithoutNetwork(suite());
  }

  @Test
  void aSuitesNumbersAreThoseOfItsJson() throws Exception {
    HeadlessChromium browser = new HeadlessChromium(folder);
    String dom = browser.dom(write(suite()), 1100);
    assertThat(browser.console()).isEmpty();
    assertThat(dom).contains("data-done=\"true\"");
    String json = Format.JSON.render(SuiteFixture.report(SuiteFixture.result()));
    assertThat(ShownNumbers.check(dom, tree(json))).isGreaterThan(45);
    // two histograms, the rounds of both (they share an engine), a timeline, a roofline
    assertThat(ShownNumbers.attribute(dom, "plots")).isEqualTo(6);
    assertThat(dom).contains("<p class=\"answer\">2 of 7 gates failed: ");
    assertThat(dom).contains("1 fail, 1 regression, 1 undecided", "data-peak=\"112.5\"");
    assertThat(dom).contains("the CPU governor is powersave");
    assertThat(dom).contains("Predictions", "&lt;img&gt;.wav").doesNotContain("<img");
    assertThat(dom).contains("new|&lt;b&gt;").doesNotContain("<b>\"x\"");
  }

  @Test
  void everyGateIsShownAsItIs() throws Exception {
    HeadlessChromium browser = new HeadlessChromium(folder);
    String page = Format.HTML.render(SuiteFixture.report(SuiteFixture.everyGate()));
    String dom = browser.dom(write(page), 1100);
    assertThat(browser.console()).isEmpty();
    String json = Format.JSON.render(SuiteFixture.report(SuiteFixture.everyGate()));
    assertThat(ShownNumbers.check(dom, tree(json))).isGreaterThan(70);
    assertThat(dom.split("class=\"pill PASS\"", -1).length - 1).isEqualTo(14 + 2);
    assertThat(dom).contains("11 fail, 3 regression, 14 pass");
  }

  @Test
  void casesOfOneEngineShareNoPlot() throws Exception {
    ObjectNode data =
        (ObjectNode) tree(Format.JSON.render(SuiteFixture.report(SuiteFixture.everyGate())));
    ArrayNode cases = (ArrayNode) data.get("cases");
    while (cases.size() < 6) {
      cases.add(cases.get(0).deepCopy());
    }
    cases.forEach(one -> ((ObjectNode) one).remove("profile"));
    HeadlessChromium browser = new HeadlessChromium(folder);
    String dom = browser.dom(write(HtmlPage.of("title", data, extra())), 1100);
    assertThat(browser.console()).isEmpty();
    // one histogram and one plot of rounds per case
    assertThat(ShownNumbers.attribute(dom, "plots")).isEqualTo(6 + 6);
  }

  @Test
  void oneGateOfOneCaseIsNoPlural() throws Exception {
    ObjectNode data =
        (ObjectNode) tree(Format.JSON.render(SuiteFixture.report(SuiteFixture.everyGate())));
    ArrayNode cases = (ArrayNode) data.get("cases");
    cases.remove(1);
    ArrayNode gates = (ArrayNode) cases.get(0).get("gates");
    while (gates.size() > 1) {
      gates.remove(1);
    }
    HeadlessChromium browser = new HeadlessChromium(folder);
    String dom = browser.dom(write(HtmlPage.of("title", data, extra())), 1100);
    assertThat(browser.console()).isEmpty();
    assertThat(dom).contains("✓ the gate holds<", ">1 case, 54 rounds");
  }

  @Test
  void picturesAreKept() throws Exception {
    HeadlessChromium browser = new HeadlessChromium(folder);
    Files.createDirectories(PICTURES);
    Path file = write(suite());
    browser.screenshot(file, PICTURES.resolve("suite-light.png"), 1100, 2400, false);
    browser.screenshot(file, PICTURES.resolve("suite-dark.png"), 1100, 2400, true);
    // the window is never as narrow as a phone, a frame is
    Path phone = folder.resolve("phone.html");
    Files.writeString(
        phone,
        "<body style='margin:0'><iframe src='report.html'"
            + " style='width:390px;height:4000px;border:0'></iframe>");
    browser.screenshot(phone, PICTURES.resolve("suite-phone.png"), 390, 4000, false);
    assertThat(PICTURES).isDirectoryContaining("glob:**suite-*.png");
    for (String name : new String[] {"suite-light.png", "suite-dark.png", "suite-phone.png"}) {
      assertThat(Files.size(PICTURES.resolve(name))).as(name).isGreaterThan(20_000);
    }
    assertThat(Files.readAllBytes(PICTURES.resolve("suite-light.png")))
        .isNotEqualTo(Files.readAllBytes(PICTURES.resolve("suite-dark.png")));
  }

  @Test
  void nothingIsWiderThanANarrowWindow() throws Exception {
    HeadlessChromium browser = new HeadlessChromium(folder);
    String dom = browser.dom(write(suite()), 500);
    assertThat(ShownNumbers.attribute(dom, "overflow")).isZero();
  }

  @Test
  void aPhoneScrollsTablesAndNotThePage() throws Exception {
    ProbedPage page = new ProbedPage(new HeadlessChromium(folder), folder);
    JsonNode phone = page.onAPhone(suite());
    assertThat(phone.get("done").asText()).isEqualTo("true");
    assertThat(phone.get("overflow").asInt()).isZero();
    assertThat(phone.get("clipped")).isEmpty();
    assertThat(phone.get("wide").asInt()).isPositive().isEqualTo(phone.get("marked").asInt());
  }

  @Test
  void theDownloadIsTheJsonReport() throws Exception {
    JsonNode json = tree(Format.JSON.render(SuiteFixture.report(SuiteFixture.result())));
    ProbedPage page = new ProbedPage(new HeadlessChromium(folder), folder);
    assertThat(page.download(suite())).isEqualTo(json);
  }

  private static ObjectNode extra() {
    ObjectNode extra = JsonNodeFactory.instance.objectNode();
    extra.putArray("answer");
    extra.putObject("timelines");
    return extra;
  }

  private Path write(String page) throws IOException {
    return Files.writeString(folder.resolve("report.html"), page);
  }

  private static JsonNode tree(String json) throws IOException {
    return new ObjectMapper().readTree(json);
  }

  private static String suite() {
    return Format.HTML.render(SuiteFixture.report(SuiteFixture.result()));
  }
}
