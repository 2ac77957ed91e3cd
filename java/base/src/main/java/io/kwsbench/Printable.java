package io.kwsbench;

/** Text of files and names as a terminal may be given it: one line, and no control sequences. */
public final class Printable {
  private static final int MAX_BRIEF = 120;

  private Printable() {}

  /**
   * The text with every character that moves the cursor, ends the line or turns the direction of
   * writing spelled as an escape, such as {@code \u001b}.
   */
  public static String of(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                shown.appendCodePoint(c);
              } else {
                for (char unit : Character.toChars(c)) {
                  shown.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return shown.toString();
  }

  /** The beginning of a text that may be of any length, for a message. */
  public static String brief(String text) {
    return text.length() <= MAX_BRIEF
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_BRIEF / 2))
            + "… ("
            + text.length()
            + " characters)";
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          c == 0x200c || c == 0x200d; // joiners belong to words of several scripts
      default -> true;
    };
  }

  /** The same for every text among a format's arguments. */
  public static Object[] arguments(Object... arguments) {
    Object[] shown = arguments.clone();
    for (int i = 0; i < shown.length; i++) {
      shown[i] = shown[i] instanceof String text ? of(text) : shown[i];
    }
    return shown;
  }
}
