package io.kwsbench.report.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kwsbench.Needs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A browser without a window. Tests that need it are skipped where there is none, unless {@code
 * -Dkwsbench.chromium=required} says that there must be one.
 */
public final class HeadlessChromium {
  private static final List<String> PLACES =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private final Path folder;
  private final Path browser;

  /**
   * @param folder for its profile and its output
   */
  public HeadlessChromium(Path folder) {
    this.folder = folder;
    this.browser = browser();
  }

  /** The browser's program; without one, the calling test is skipped. */
  public static Path browser() {
    Optional<Path> found = PLACES.stream().map(Path::of).filter(Files::isExecutable).findFirst();
    if ("required".equals(System.getProperty("kwsbench.chromium"))) {
      assertThat(found).as("Chromium in " + PLACES).isPresent();
    }
    Needs.that(found.isPresent(), "the page is not looked at without Chromium");
    return found.get();
  }

  /** The document after its scripts have run. */
  public String dom(Path page, int width) throws Exception {
    return run("--dump-dom", "--window-size=" + width + ",1000", page.toUri().toString());
  }

  /** A picture of the page. */
  public void screenshot(Path page, Path picture, int width, int height, boolean dark)
      throws Exception {
    Files.deleteIfExists(picture);
    run(
        "--screenshot=" + picture.toAbsolutePath(),
        "--window-size=" + width + "," + height,
        // 0: dark, 1: light
        "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1),
        page.toUri().toString());
    assertThat(picture).exists();
  }

  /** What scripts and the page's policy complained about. */
  public String console() throws IOException {
    StringBuilder lines = new StringBuilder();
    Files.readAllLines(folder.resolve("console")).stream()
        .filter(line -> line.contains("CONSOLE"))
        .forEach(line -> lines.append(line).append('\n'));
    return lines.toString();
  }

  private String run(String... arguments) throws Exception {
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
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
