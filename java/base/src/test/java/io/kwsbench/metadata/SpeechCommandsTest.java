package io.kwsbench.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpeechCommandsTest {
  @Test
  void hasThirtyWordsAndTenOfThemInTwoOrders() {
    assertThat(SpeechCommands.WORDS).hasSize(30).doesNotHaveDuplicates();
    assertThat(SpeechCommands.CHALLENGE).hasSize(10).isSubsetOf(SpeechCommands.WORDS);
    // make_submission_on_rpi.py of the 2017 system
    assertThat(SpeechCommands.WANTED)
        .containsExactly("stop", "down", "off", "right", "up", "go", "on", "yes", "left", "no");
  }
}
