package io.kwsbench.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what the user probably meant. */
final class NearestNames {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private NearestNames() {}

  /** {@code ; did you mean X?} for the nearest of {@code known}, or nothing when none is near. */
  static String hint(String typed, Collection<String> known) {
    String wanted = typed.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> distance(wanted, name) <= Math.max(2, name.length() / 3))
        .min(Comparator.comparingInt((String name) -> distance(wanted, name)))
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  private static int distance(String wanted, String name) {
    return DISTANCE.apply(wanted, name.toLowerCase(Locale.ROOT));
  }
}
