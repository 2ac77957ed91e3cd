package io.kwsbench.cli.command;

import io.kwsbench.graph.NearestNames;
import java.util.Collection;
import java.util.List;

/** Says what the user probably meant. */
public final class DidYouMean {
  private DidYouMean() {}

  /** {@code ; did you mean X?} for the nearest of {@code known}, or nothing when none is near. */
  public static String hint(String typed, Collection<String> known) {
    List<String> near = known.stream().filter(name -> isNear(typed, name)).toList();
    return NearestNames.of(typed, near).stream()
        .findFirst()
        .map(name -> "; did you mean " + name + "?")
        .orElse("");
  }

  private static boolean isNear(String typed, String name) {
    return NearestNames.edits(typed, name) <= Math.max(2, name.length() / 3);
  }
}
