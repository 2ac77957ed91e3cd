package io.kwsbench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kwsbench.suite.report.SuiteFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page, and what headless Chromium makes of it; the latter is skipped where there is none. */
class HtmlPageTest {
  @TempDir Path folder;

  @Test
  void oneFileWithoutNetwork() throws IOException {
    String page = page();
    assertThat(page).doesNotContainPattern("(src|href)\\s*=");
    assertThat(page).doesNotContain("/*DATA*/", "/*UPLOT_JS*/", "/*REPORT_JS*/");
    assertThat(page.split("</script>", -1)).hasSize(4);
    assertThat(page.length()).isLessThan(200_000);
  }

  @Test
  void chromiumDrawsItWithoutAnError() throws Exception {
    Path browser = browser();
    Path file = Files.writeString(folder.resolve("report.html"), page());
    String dom = run(browser, "--dump-dom", file.toUri().toString());
    assertThat(dom).contains("data-done=\"true\"");
    assertThat(group(dom, "data-plots=\"(\\d+)\"")).isGreaterThanOrEqualTo(4);
    assertThat(dom).contains("data-json=\"1.05\"", "data-json=\"2000\"", "data-json=\"1208000\"");
    assertThat(dom).doesNotContain("<b>\"x\"").contains("new|&lt;b&gt;");
    assertThat(Files.readString(folder.resolve("console"))).doesNotContain("CONSOLE");
  }

  @Test
  void aScreenshotIsKept() throws Exception {
    Path browser = browser();
    Path file = Files.writeString(folder.resolve("report.html"), page());
    Path shot = Path.of("target", "report.png").toAbsolutePath();
    Files.deleteIfExists(shot);
    run(browser, "--screenshot=" + shot, "--window-size=1100,2400", file.toUri().toString());
    assertThat(shot).exists();
    assertThat(Files.size(shot)).isGreaterThan(20_000);
  }

  private static String page() throws IOException {
    StringBuilder out = new StringBuilder();
    new SuiteHtml().write(SuiteFixture.result(), out);
    return out.toString();
  }

  private static Path browser() {
    Optional<Path> found =
        List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome").stream()
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), "skipped: needs Chromium");
    return found.get();
  }

  private String run(Path browser, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(browser.toString());
    command.addAll(
        List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"));
    command.addAll(List.of("--enable-logging=stderr", "--hide-scrollbars"));
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("dom");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("console").toFile())
            .start();
    try {
      assumeTrue(process.waitFor(90, TimeUnit.SECONDS), "skipped: Chromium did not answer in 90 s");
      return Files.readString(out, StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  private static int group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
