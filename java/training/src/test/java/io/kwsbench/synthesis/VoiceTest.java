package io.kwsbench.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VoiceTest {
  private final Voice voice = new Voice("espeak-ng", "en-us+f3", "en-us");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "espeak-ng",
        "espeak*",
        "*:*",
        "espeak-ng:en-us+f?",
        "*us+f3",
        "espeak-ng:en-us+f3"
      })
  void starsAndQuestionMarksMatch(String pattern) {
    assertThat(voice.matches(pattern)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "espeak",
        "flite",
        "espeak-ng:en-us+f",
        "espeak-ng:en.us+f3",
        "[e]speak-ng",
        "{espeak-ng}",
        "espeak-ng:\\",
        "espeak-ng:\\E.*",
        "("
      })
  void allElseStandsForItself(String pattern) {
    assertThat(voice.matches(pattern)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "EN", "en-us", "en_US"})
  void aLanguageCoversItsRegions(String language) {
    assertThat(voice.speaks(language)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "e", "en-gb", "en-us-nyc"})
  void anotherLanguageIsNotSpoken(String language) {
    assertThat(voice.speaks(language)).isFalse();
  }
}
