package io.kwsbench.synthesis;

import io.kwsbench.audio.Clip;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Festival, with the voices of the packages {@code festvox-*}.
 *
 * @param program {@code festival}, which lists the voices
 * @param speaker its {@code text2wave}
 */
record Festival(SpeechProgram program, SpeechProgram speaker) implements Synthesizer {
  static final String NAME = "festival";

  private static final Pattern VOICE = Pattern.compile("[A-Za-z]\\w*");
  private static final double HERTZ = 105;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Voice> voices() {
    String list = program.run("", List.of("--batch", "(print (voice.list))"));
    return VOICE
        .matcher(list)
        .results()
        .map(MatchResult::group)
        .filter(name -> !name.equals("nil"))
        .map(name -> new Voice(NAME, name, language(name)))
        .toList();
  }

  /** The packages of other languages name theirs first; British English is rab's alone. */
  private static String language(String name) {
    String start = name.split("_")[0];
    return switch (start) {
      case "rab" -> "en-gb";
      case "cz", "czech" -> "cs";
      case "el" -> "es";
      case "suo", "hy" -> "fi";
      case "lp", "pc" -> "it";
      case "hindi" -> "hi";
      case "telugu" -> "te";
      case "marathi" -> "mr";
      case "msu" -> "ru";
      default -> "en-us";
    };
  }

  @Override
  public Clip speak(String text, Voice voice, Prosody prosody) {
    String stretch =
        String.format(Locale.ROOT, "(Parameter.set 'Duration_Stretch %.3f)", 1 / prosody.speed());
    String pitch =
        String.format(
            Locale.ROOT,
            "(set! int_lr_params '((target_f0_mean %.1f) (target_f0_std 14)"
                + " (model_f0_mean 170) (model_f0_std 34)))",
            HERTZ * prosody.pitch());
    return speaker.sound(
        text + "\n",
        wav ->
            List.of(
                "-o",
                wav,
                "-eval",
                "(voice_" + voice.name() + ")",
                "-eval",
                stretch,
                "-eval",
                pitch));
  }
}
