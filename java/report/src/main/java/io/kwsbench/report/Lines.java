package io.kwsbench.report;

import io.kwsbench.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects lines of text: the same in every locale, and no name in them moves a cursor. */
public final class Lines {
  private final List<String> lines = new ArrayList<>();

  /** One line, without spaces at its end. */
  public static String format(String format, Object... values) {
    return String.format(Locale.ROOT, format, Printable.arguments(values)).stripTrailing();
  }

  /** Adds a line. */
  public Lines add(String format, Object... values) {
    lines.add(format(format, values));
    return this;
  }

  /** The lines so far. */
  public Section.Prose prose() {
    return new Section.Prose(lines);
  }
}
