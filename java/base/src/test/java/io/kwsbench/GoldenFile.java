package io.kwsbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a module prints, as its folder of golden files has it. */
public final class GoldenFile {
  private static final Path FOLDER = Path.of("src/test/resources/golden");

  private GoldenFile() {}

  /**
   * Requires that a text is that of a golden file. {@code -Dkwsbench.golden=write} writes the file
   * anew: read the difference before committing it.
   */
  public static void matches(String name, String text) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("kwsbench.golden"))) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
