package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A usage error comes from a setting that was refused by its own exception. Any other illegal
 * argument is a fault of the program, exit code 70, which a broad {@code catch} would hide.
 */
class NarrowConversionTest {
  private static final Pattern BROAD =
      Pattern.compile("catch \\([^)]*\\bIllegalArgumentException\\b[^)]*\\)");
  private static final List<Path> COMMAND_LINE =
      Stream.of(".", "../java/cli", "../java/climake", "../java/climeasure", "../java/cliuse")
          .map(module -> Path.of(module, "src/main/java"))
          .toList();

  @Test
  void noOptionTurnsAnyIllegalArgumentIntoAUsageError() throws IOException {
    List<String> broad = new ArrayList<>();
    int files = 0;
    for (Path root : COMMAND_LINE) {
      try (Stream<Path> sources =
          Files.find(root, 20, (file, is) -> file.toString().endsWith(".java"))) {
        for (Path file : sources.toList()) {
          files++;
          BROAD
              .matcher(Files.readString(file))
              .results()
              .forEach(found -> broad.add(file.getFileName() + ": " + found.group()));
        }
      }
    }
    assertThat(files).isGreaterThan(100);
    assertThat(broad).isEmpty();
  }
}
