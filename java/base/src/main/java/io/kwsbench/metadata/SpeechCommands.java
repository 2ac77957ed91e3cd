package io.kwsbench.metadata;

import java.util.List;

/** The words of Speech Commands v0.01, and the ten of them that the 2017 challenge wanted. */
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

  private SpeechCommands() {}
}
