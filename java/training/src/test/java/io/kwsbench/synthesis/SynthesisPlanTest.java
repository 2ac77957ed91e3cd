package io.kwsbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kwsbench.KwsException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SynthesisPlanTest {
  private static SynthesisPlan plan(int near, String... words) {
    return new SynthesisPlan(List.of(words), 2, near, List.of(), 0.3, 0.2, 16_000, 1);
  }

  private static void assertRefused(String message, int near, String... words) {
    assertThatThrownBy(() -> plan(near, words))
        .isInstanceOf(KwsException.class)
        .hasMessage(message);
  }

  @Test
  void wordsAreFoldersOfTheirOwn() {
    assertRefused("no word is named", 0);
    assertRefused("the word 'Stop' is named twice", 0, "stop", "go", "Stop");
    assertRefused(
        "'a/b' is no word: it has other characters than letters, digits, ' and -", 0, "a/b");
    assertRefused(
        "'' is no word: it has other characters than letters, digits, ' and -", 0, "stop", "");
  }

  /** Otherwise clips of one kind would overwrite those of the other. */
  @Test
  void aFolderOfNearWordsIsNoWord() {
    String message =
        "'near hey' cannot be a word beside 'hey': the folder of that name holds the clips that"
            + " only sound like 'hey'";
    assertRefused(message, 1, "hey", "near hey");
    assertRefused(message, 1, "Near Hey", "hey");
    assertThat(plan(0, "hey", "near hey").size()).isEqualTo(4);
    assertThat(plan(1, "near hey", "you").size()).isEqualTo(6);
  }
}
