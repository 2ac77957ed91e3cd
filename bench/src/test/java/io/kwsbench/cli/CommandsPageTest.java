package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kwsbench.usage.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of commands lists every command and every exit code. */
class CommandsPageTest {
  private static final Path PAGE = Path.of("../docs/reference/commands.md");

  @Test
  void commands() throws IOException {
    assertThat(firstCells("\\| `([a-z]+)` \\|.*"))
        .containsExactlyInAnyOrderElementsOf(Commands.all().names());
  }

  @Test
  void exitCodes() throws IOException {
    assertThat(firstCells("\\| (\\d+) \\|.*"))
        .isEqualTo(Arrays.stream(ExitCode.values()).map(e -> String.valueOf(e.code())).toList());
  }

  private static List<String> firstCells(String row) throws IOException {
    Pattern pattern = Pattern.compile(row);
    return Files.readAllLines(PAGE).stream()
        .map(pattern::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1))
        .toList();
  }
}
