package io.kwsbench.metadata;

import java.util.List;

/**
 * The words of Speech Commands v0.01, the ten of them that the 2017 challenge wanted, and what
 * stands beside words.
 */
public final class SpeechCommands {
  /** All thirty, in the order of the 2017 system's models. */
  public static final List<String> WORDS =
      List.of(
          ("sheila nine stop bed four six down bird marvin cat off right seven eight up three happy"
                  + " go zero on wow dog yes five one tree house two left no")
              .split(" "));

  /** The challenge's ten in its own order. */
  public static final List<String> CHALLENGE =
      List.of("yes no up down left right on off stop go".split(" "));

  /** The challenge's ten in the order of the 2017 system's models. */
  public static final List<String> WANTED = WORDS.stream().filter(CHALLENGE::contains).toList();

  /** The challenge's label of clips without speech. */
  public static final String SILENCE = "silence";

  /** The challenge's label of all other words. */
  public static final String UNKNOWN = "unknown";

  /** Both: a model's classes begin with them. */
  public static final List<String> NO_WORDS = List.of(SILENCE, UNKNOWN);

  /** Both as models mark them, so that they are taken for no words. */
  public static final List<String> MARKED_NO_WORDS =
      NO_WORDS.stream().map(SpeechCommands::marked).toList();

  /** The folder of noise in a data folder, beside those of words. */
  public static final String BACKGROUND_NOISE = "_background_noise_";

  private SpeechCommands() {}

  /** The marks that models put around silence and unknown. */
  public static String marked(String noWord) {
    return "_" + noWord + "_";
  }
}
