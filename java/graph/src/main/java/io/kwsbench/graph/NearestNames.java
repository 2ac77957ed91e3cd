package io.kwsbench.graph;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the names that a mistyped one may have meant, by edit distance (Levenshtein 1966). */
public final class NearestNames {
  private static final int SUGGESTIONS = 3;
  private static final int MAX_LENGTH = 200;

  private NearestNames() {}

  /** {@code " (nearest: a, b, c)"}, or nothing when there is no name at all. */
  static String hint(String wanted, Collection<String> names) {
    List<String> nearest = of(wanted, names);
    return nearest.isEmpty() ? "" : " (nearest: " + String.join(", ", nearest) + ")";
  }

  /** The few names nearest to {@code wanted}, the nearest first. */
  public static List<String> of(String wanted, Collection<String> names) {
    record Scored(String name, int distance) {}
    return names.stream()
        .map(name -> new Scored(name, distance(wanted, name)))
        .sorted(Comparator.comparingInt(Scored::distance).thenComparing(Scored::name))
        .limit(SUGGESTIONS)
        .map(Scored::name)
        .collect(Collectors.toList());
  }

  /** Edits from one to the other, ignoring case; the part before the last slash weighs less. */
  private static int distance(String wanted, String name) {
    int whole = edits(wanted, name);
    int last = edits(wanted, name.substring(name.lastIndexOf('/') + 1));
    return Math.min(2 * whole, 2 * last + 1);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MAX_LENGTH)).toLowerCase(Locale.ROOT);
  }

  /**
   * Letters to insert, delete or replace that make one name of the other, ignoring case; of long
   * names the first letters are compared.
   */
  public static int edits(String one, String other) {
    String a = cut(one);
    String b = cut(other);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitute = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitute, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
