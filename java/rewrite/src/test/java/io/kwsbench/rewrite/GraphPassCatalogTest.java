package io.kwsbench.rewrite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphPassCatalogTest {
  private static final Path PAGE = Path.of("../../docs/design/freeze.md");

  @Test
  void thePageListsThePassesAsTheyAre() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| `[a-z_]+` \\|.*"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            GraphPassCatalog.all().stream()
                .map(p -> "| `%s` |%s | %s |".formatted(p.name(), needed(p), p.purpose()))
                .toList());
  }

  private static String needed(GraphPass pass) {
    return pass.required() ? " yes" : "";
  }

  @Test
  void namesAreUnique() {
    assertThat(GraphPassCatalog.all())
        .extracting(GraphPass::name)
        .doesNotHaveDuplicates()
        .hasSize(8);
    assertThat(GraphPassCatalog.CHEAPER).noneMatch(GraphPass::required);
  }
}
