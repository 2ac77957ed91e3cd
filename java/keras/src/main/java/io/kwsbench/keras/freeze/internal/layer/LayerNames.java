package io.kwsbench.keras.freeze.internal.layer;

import java.util.SortedSet;
import java.util.TreeSet;

/** The names of the classes that {@link LayerKinds} has, and of Lambda. */
public final class LayerNames {
  private LayerNames() {}

  /** All names. */
  public static SortedSet<String> all() {
    SortedSet<String> names = new TreeSet<>(LayerKinds.names());
    names.add("Lambda");
    return names;
  }
}
