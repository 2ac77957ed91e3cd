package io.kwsbench.cli.make;

import io.kwsbench.KwsException;
import io.kwsbench.cli.command.CliContext;
import io.kwsbench.synthesis.Synthesizers;
import io.kwsbench.synthesis.Voice;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The voices among those installed that flags choose.
 *
 * @param language what {@code --language} names
 */
record ChosenVoices(Synthesizers found, List<Voice> voices, String language) {
  /**
   * Chooses voices.
   *
   * @param patterns of the voices' names; none chooses by language
   * @throws KwsException when a pattern matches no voice
   */
  static ChosenVoices of(Synthesizers found, String language, List<String> patterns) {
    for (String pattern : patterns) {
      if (found.voices().stream().noneMatch(voice -> voice.matches(pattern))) {
        throw new KwsException("no installed voice matches '" + pattern + "'" + cures(found));
      }
    }
    List<Voice> voices =
        found.voices().stream()
            .filter(
                voice ->
                    patterns.isEmpty()
                        ? voice.speaks(language)
                        : patterns.stream().anyMatch(voice::matches))
            .toList();
    return new ChosenVoices(found, voices, language);
  }

  /** Prints them, and on stderr the synthesizers that are missing. */
  void list(CliContext context) {
    voices.forEach(voice -> context.out().println(voice.id() + " " + voice.language()));
    found
        .missing()
        .forEach(
            one -> context.warn(one.name() + " is not installed or has no voice: " + one.cure()));
  }

  /**
   * The voices that speak clips.
   *
   * @param near number of clips that only sound like a word
   * @throws KwsException when there are none, or none that speaks near words
   */
  List<Voice> of(int near) {
    if (voices.isEmpty()) {
      throw new KwsException("no installed voice speaks '" + language + "'" + cures(found));
    }
    if (near > 0 && voices.stream().noneMatch(Synthesizers::tellsPhonemes)) {
      throw new KwsException(
          "only voices of espeak-ng in English speak near words; choose one, or leave out"
              + " --confusable");
    }
    return voices;
  }

  private static String cures(Synthesizers found) {
    String cures =
        found.missing().stream()
            .map(one -> one.name() + ": " + one.cure())
            .collect(Collectors.joining("; "));
    return cures.isEmpty() ? "" : "; not installed: " + cures;
  }
}
