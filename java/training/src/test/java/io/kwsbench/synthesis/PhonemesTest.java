package io.kwsbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhonemesTest {
  /** "hey computer" as espeak-ng -x --sep=_ -v en-us tells it. */
  private static final List<List<String>> HEY_COMPUTER =
      List.of(List.of("h", "'eI"), List.of("k", "@", "m", "p", "j", "'u:", "t#", "3"));

  @Test
  void nearPhonemesDifferInOneFeature() {
    assertThat(Phonemes.nearest("p")).containsExactlyInAnyOrder("b", "t", "k");
    assertThat(Phonemes.nearest("s")).contains("z", "f", "S", "T").doesNotContain("m", "b");
    assertThat(Phonemes.distance("p", "b")).isEqualTo(1);
    assertThat(Phonemes.distance("p", "z")).isEqualTo(3);
  }

  @Test
  void accentsOfOneVowelAreNotNear() {
    assertThat(Phonemes.nearest("0")).doesNotContain("A:").contains("a");
    assertThat(Phonemes.nearest("I")).doesNotContain("i:").contains("U", "E");
  }

  @Test
  void someChangeAndTheOthersStay() {
    for (int seed = 0; seed < 50; seed++) {
      Phonemes.Near near = Phonemes.near(HEY_COMPUTER, 2, new SplittableRandom(seed));
      int changed = 0;
      for (int word = 0; word < 2; word++) {
        List<String> before = HEY_COMPUTER.get(word);
        List<String> after = near.words().get(word);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
          changed += after.get(i).equals(before.get(i)) ? 0 : 1;
          assertThat(after.get(i).startsWith("'")).isEqualTo(before.get(i).startsWith("'"));
        }
      }
      assertThat(changed).isEqualTo(2);
      assertThat(near.distance()).isBetween(2, 4);
      assertThat(near.words().get(1)).as("weak and foreign ones").contains("@", "t#", "3");
    }
  }
}
