package io.kwsbench.report;

import java.util.Map;

/**
 * The record whose numbers JSON and the page show, under the components' names in snake case.
 *
 * @param schemaVersion raised whenever a field changes its meaning or goes
 * @param record the record
 * @param views annotated interfaces, by the class whose fields they name, add or leave out
 * @param arrays how lists are laid out
 */
public record Data(int schemaVersion, Object record, Map<Class<?>, Class<?>> views, Arrays arrays) {
  /** The layout of lists. */
  public enum Arrays {
    /** One element per line. */
    ON_LINES,
    /** Elements one after the other on a line. */
    CLOSE
  }

  public Data {
    views = Map.copyOf(views);
  }
}
