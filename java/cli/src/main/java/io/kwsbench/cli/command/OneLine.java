package io.kwsbench.cli.command;

import io.kwsbench.Printable;

/** Brings a message of any library into one line that a terminal can show. */
public final class OneLine {
  private static final int LONGEST = 1000;

  private OneLine() {}

  public static String of(String message) {
    String text = message == null ? "unknown" : message.strip();
    StringBuilder line = new StringBuilder(text.length());
    text.replaceAll("\\s*\\R\\s*", " ").codePoints().limit(LONGEST).forEach(line::appendCodePoint);
    boolean cut = line.length() < text.length() && text.length() > LONGEST;
    return Printable.of(cut ? line + "…" : line.toString());
  }
}
