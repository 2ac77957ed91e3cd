package io.kwsbench.synthesis;

import io.kwsbench.audio.Clip;
import java.util.List;
import java.util.Optional;

/** A program that speaks text. Equal arguments give equal sound. */
interface Synthesizer {
  /** The program's name. */
  String name();

  /**
   * The voices that are installed.
   *
   * @throws io.kwsbench.KwsException when the program fails
   */
  List<Voice> voices();

  /**
   * The sound of a text.
   *
   * @throws io.kwsbench.KwsException when the program fails or writes no WAV file
   */
  Clip speak(String text, Voice voice, Prosody prosody);

  /**
   * The phonemes of a text, as {@link #spoken} takes them: one list per word. Empty where the
   * program tells none.
   */
  default Optional<List<List<String>>> phonemes(String text, Voice voice) {
    return Optional.empty();
  }

  /** The text that makes the program speak phonemes. */
  default String spoken(List<List<String>> phonemes) {
    throw new UnsupportedOperationException(name());
  }
}
