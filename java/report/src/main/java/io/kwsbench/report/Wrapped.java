package io.kwsbench.report;

import java.util.ArrayList;
import java.util.List;

/** A sentence cut at its spaces into lines; a word that is longer than a line stays whole. */
public final class Wrapped {
  /** The width of text for people. */
  public static final int COLUMNS = 100;

  private Wrapped() {}

  /** The lines, none longer than the width unless a word is. */
  public static List<String> at(int width, String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" +")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
