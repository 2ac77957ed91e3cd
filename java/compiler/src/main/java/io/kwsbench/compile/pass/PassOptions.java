package io.kwsbench.compile.pass;

import java.util.Set;

/**
 * The passes to run, and their listener.
 *
 * @param without names of {@link CompilerPassCatalog#optional()} that do not run
 * @param listener hears the program after each that rewrote something
 */
public record PassOptions(Set<String> without, PassListener listener) {
  /** All passes, and no listener. */
  public static final PassOptions ALL = new PassOptions(Set.of(), PassListener.NONE);

  /**
   * @throws io.kwsbench.KwsException when a pass is required or there is none of its name
   */
  public PassOptions {
    without = Set.copyOf(without);
    CompilerPassCatalog.requireOptional(without);
  }

  /**
   * Without some passes, to see what each is worth.
   *
   * @throws io.kwsbench.KwsException as above
   */
  public static PassOptions without(Set<String> names) {
    return new PassOptions(names, PassListener.NONE);
  }
}
