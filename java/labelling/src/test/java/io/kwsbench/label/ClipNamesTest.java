package io.kwsbench.label;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ClipNamesTest {
  private static ClipNames names(List<String> anyOrder) {
    ClipNames.Builder builder = new ClipNames.Builder();
    anyOrder.forEach(builder::add);
    return builder.build();
  }

  @Property(tries = 300)
  void sortsByTheBytesOfTheNames(@ForAll("nameLists") List<String> anyOrder) {
    List<String> expected = new ArrayList<>(anyOrder);
    expected.sort(
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)));
    assertThat(names(anyOrder)).isEqualTo(expected);
  }

  @Provide
  Arbitrary<List<String>> nameLists() {
    return Arbitraries.strings()
        .withChars("ab.z\u00e9\uffee")
        .ofMaxLength(9)
        .list()
        .ofMinSize(0)
        .ofMaxSize(600);
  }

  @Test
  void beyondTheBasicPlaneTheOrderIsThatOfCodePoints() {
    String last = new String(Character.toChars(0x1F600));
    assertThat(names(List.of(last, "\uffee", "a"))).containsExactly("a", "\uffee", last);
    assertThat(names(List.of())).isEmpty();
  }
}
