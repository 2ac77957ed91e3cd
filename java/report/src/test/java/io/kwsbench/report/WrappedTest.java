package io.kwsbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {
  @Test
  void aLineIsAtMostAsLongAsTheWidth() {
    assertThat(Wrapped.at(7, "aa bbbb cccc dd")).containsExactly("aa bbbb", "cccc dd");
    assertThat(Wrapped.at(6, "aa bbbb cccc dd")).containsExactly("aa", "bbbb", "cccc", "dd");
    assertThat(Wrapped.at(100, "aa bbbb")).containsExactly("aa bbbb");
  }

  @Test
  void aLongWordStaysWhole() {
    assertThat(Wrapped.at(4, "a /a/long/path b")).containsExactly("a", "/a/long/path", "b");
  }

  @Test
  void aLongNameIsCutAtItsBeginning() {
    assertThat(NameEnd.of("conv1", 5)).isEqualTo("conv1");
    assertThat(NameEnd.of("scope/conv1", 6)).isEqualTo("…conv1");
  }
}
