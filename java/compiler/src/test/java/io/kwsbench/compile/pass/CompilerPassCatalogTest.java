package io.kwsbench.compile.pass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompilerPassCatalogTest {
  private static final Path PAGE = Path.of("../../docs/reference/passes.md");

  @Test
  void thePageListsThePassesAsTheyAre() throws IOException {
    List<String> rows =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.matches("\\| `[a-z_]+` \\|.*"))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            CompilerPassCatalog.all().stream()
                .map(p -> "| `%s` | %s | %s |".formatted(p.name(), needed(p), p.purpose()))
                .toList());
  }

  private static String needed(CompilerPass pass) {
    return pass.required() ? "yes" : "";
  }

  @Test
  void namesAreUnique() {
    assertThat(CompilerPassCatalog.all())
        .extracting(CompilerPass::name)
        .doesNotHaveDuplicates()
        .hasSize(32);
  }

  @Test
  void whatCannotBeLeftOutIsRefusedWithWhatCan() {
    String list = "; there are " + String.join(", ", CompilerPassCatalog.optional());
    assertThat(CompilerPassCatalog.optional()).hasSize(29).doesNotContain("strip_reshapes");
    assertThatThrownBy(() -> PassOptions.without(Set.of("strip_reshapes")))
        .isInstanceOf(KwsException.class)
        .hasMessage("pass strip_reshapes cannot be left out" + list);
    assertThatThrownBy(() -> PassOptions.without(Set.of("strip_reshape")))
        .isInstanceOf(KwsException.class)
        .hasMessage("no pass strip_reshape" + list);
  }
}
