package io.kwsbench.suite.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.report.render.Format;
import io.kwsbench.report.render.HeadlessChromium;
import io.kwsbench.report.render.ProbedPage;
import io.kwsbench.report.render.ShownNumbers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of models side by side, and what headless Chromium makes of it. */
class CompareHtmlTest {
  @TempDir Path folder;

  @Test
  void whatGotSlowerStandsFirstOpByOp() throws Exception {
    HeadlessChromium browser = new HeadlessChromium(folder);
    String dom = browser.dom(Files.writeString(folder.resolve("page.html"), page()), 1100);
    assertThat(browser.console()).isEmpty();
    assertThat(dom.substring(dom.indexOf("<main")))
        .containsSubsequence(
            "<p class=\"answer\">a.pb: ",
            "Op by op: b|`c`.tflite against a.pb",
            "All ops of b|`c`.tflite take 1.9 ms, 900 µs more than those of a.pb.",
            "conv&lt;i&gt;",
            "Models",
            "Op by op: c.onnx against a.pb",
            "Environment");
    assertThat(ShownNumbers.check(dom, json())).isGreaterThan(20);
  }

  @Test
  void aPhoneScrollsTablesAndTheDownloadIsTheJsonReport() throws Exception {
    ProbedPage probed = new ProbedPage(new HeadlessChromium(folder), folder);
    JsonNode phone = probed.onAPhone(page());
    assertThat(phone.get("done").asText()).isEqualTo("true");
    assertThat(phone.get("overflow").asInt()).isZero();
    assertThat(phone.get("wide").asInt()).isPositive().isEqualTo(phone.get("marked").asInt());
    assertThat(probed.download(page())).isEqualTo(json());
  }

  private static JsonNode json() throws Exception {
    return new ObjectMapper()
        .readTree(Format.JSON.render(SideBySideReport.of(SideBySideReportTest.result())));
  }

  private static String page() {
    return Format.HTML.render(SideBySideReport.of(SideBySideReportTest.result()));
  }
}
