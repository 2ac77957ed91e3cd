package io.kwsbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void colorsAreShownUnlessTheUserOrTheTerminalWantsNone() {
    assertThat(Terminal.showsColors(Map.of("TERM", "xterm-256color"))).isTrue();
    assertThat(Terminal.showsColors(Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
    assertThat(Terminal.showsColors(Map.of("TERM", "xterm", "NO_COLOR", "1"))).isFalse();
    assertThat(Terminal.showsColors(Map.of("TERM", "dumb"))).isFalse();
    assertThat(Terminal.showsColors(Map.of())).isFalse();
  }
}
