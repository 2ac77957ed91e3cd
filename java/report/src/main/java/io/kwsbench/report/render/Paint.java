package io.kwsbench.report.render;

/** Colors of a terminal for lines of text. */
enum Paint {
  /** No colors. */
  NONE("", "", "", ""),
  /** Colors that ECMA-48 terminals have: bold answers and headings, yellow warnings. */
  ANSI("\u001b[1m", "\u001b[1;36m", "\u001b[33m", "\u001b[0m");

  private final String answer;
  private final String heading;
  private final String warning;
  private final String end;

  Paint(String answer, String heading, String warning, String end) {
    this.answer = answer;
    this.heading = heading;
    this.warning = warning;
    this.end = end;
  }

  String plain(String line) {
    return line;
  }

  String answer(String line) {
    return answer + line + end;
  }

  String heading(String line) {
    return heading + line + end;
  }

  String warning(String line) {
    return warning + line + end;
  }
}
