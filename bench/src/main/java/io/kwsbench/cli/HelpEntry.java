package io.kwsbench.cli;

import org.apache.commons.text.WordUtils;

/** One entry of a help text: a name, and its meaning wrapped beside it. */
final class HelpEntry {
  /** Columns of a help text. */
  static final int WIDTH = 100;

  private static final int COMMAND_COLUMN = 14;
  private static final int FLAG_COLUMN = 30;
  private static final int CODE_COLUMN = 7;

  private HelpEntry() {}

  static String command(String name, String meaning) {
    return entry(COMMAND_COLUMN, name, meaning);
  }

  static String flag(String names, String meaning) {
    return entry(FLAG_COLUMN, names, meaning);
  }

  static String code(String code, String meaning) {
    return entry(CODE_COLUMN, code, meaning);
  }

  private static String entry(int column, String name, String meaning) {
    String indent = " ".repeat(column);
    String wrapped = WordUtils.wrap(meaning, WIDTH - column, "\n" + indent, false);
    String left = "  " + name;
    String gap = left.length() < column - 1 ? " ".repeat(column - left.length()) : "\n" + indent;
    return left + gap + wrapped + "\n";
  }
}
