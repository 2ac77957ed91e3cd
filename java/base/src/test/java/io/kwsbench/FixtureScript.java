package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A Python script in {@code checks/} that prints a fixture. */
public final class FixtureScript {
  private FixtureScript() {}

  /**
   * The lines that a script prints. Skips the calling test where there is no python3.
   *
   * @param name of the script's file
   */
  public static List<String> lines(String name) throws IOException, InterruptedException {
    assumeTrue(hasPython(), "skipped: needs python3");
    Path script = Material.fixture("").resolveSibling("checks").resolve(name);
    Process process =
        new ProcessBuilder("python3", script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(process.waitFor()).isZero();
    return text.lines().toList();
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
