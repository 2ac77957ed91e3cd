package io.kwsbench.synthesis;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A voice of an installed synthesizer.
 *
 * @param synthesizer the synthesizer's name
 * @param name the voice's name there
 * @param language the language that it speaks, such as {@code en-us}
 */
public record Voice(String synthesizer, String name, String language) {
  /** The name among all voices, {@code espeak-ng:en-us+f3}. */
  public String id() {
    return synthesizer + ":" + name;
  }

  /**
   * Returns whether a pattern with {@code *} and {@code ?} matches the name among all voices, or
   * the synthesizer of all its voices.
   */
  public boolean matches(String pattern) {
    return covers(pattern, id()) || covers(pattern, synthesizer);
  }

  private static boolean covers(String pattern, String name) {
    return name.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
  }

  /** Returns whether it speaks a language or a regional form of it: {@code en} covers en-us. */
  public boolean speaks(String wanted) {
    String own = language.toLowerCase(Locale.ROOT).replace('_', '-');
    String other = wanted.toLowerCase(Locale.ROOT).replace('_', '-');
    return own.equals(other) || own.startsWith(other + "-");
  }

  /** The name as the speaker's in a file name: letters, digits and hyphens. */
  String speaker() {
    return id().replaceAll("[^A-Za-z0-9]+", "-").toLowerCase(Locale.ROOT);
  }
}
