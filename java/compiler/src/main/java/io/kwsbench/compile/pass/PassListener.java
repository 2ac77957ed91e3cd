package io.kwsbench.compile.pass;

import io.kwsbench.program.Program;
import java.util.List;
import java.util.Map;

/** Hears what the passes make of a program. */
@FunctionalInterface
public interface PassListener {
  /** Hears nothing. */
  PassListener NONE = (rewrites, program) -> {};

  /**
   * The program before any pass, or after some that rewrote something.
   *
   * @param rewrites by the name of a pass how often it applied, in one look at every operation;
   *     empty before the first pass
   * @param program what is left of it now
   */
  void after(Map<String, Integer> rewrites, Program program);

  /**
   * Nodes that passes on the graph leave as they are: those of loops and branches, and what depends
   * on them.
   *
   * @param nodes never empty
   */
  default void untouched(List<String> nodes) {}
}
