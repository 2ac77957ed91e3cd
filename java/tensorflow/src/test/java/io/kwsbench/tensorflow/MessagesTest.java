package io.kwsbench.tensorflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void joinsLines() {
    assertThat(Messages.oneLine("two\n\t lines\r\n here ")).isEqualTo("two lines here");
  }

  @Test
  void dropsAdviceForOthers() {
    assertThat(
            Messages.oneLine(
                "Op type not registered 'A' in binary running on host. Make sure the Op and Kernel"
                    + " are registered in the binary running in this process."))
        .isEqualTo("Op type not registered 'A'");
  }

  @Test
  void cutsWhatIsTooLong() {
    assertThat(Messages.oneLine("x".repeat(10_000))).hasSizeLessThan(420).endsWith("…");
  }
}
