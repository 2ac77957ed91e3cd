package io.kwsbench.cli.make;

import java.util.regex.Pattern;

/** Arguments of printed command lines. */
final class ShellWord {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./,+:@%=-]+");

  private ShellWord() {}

  /** A value as a POSIX shell reads it, quoted where it must be. */
  static String of(Object value) {
    String text = value.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
