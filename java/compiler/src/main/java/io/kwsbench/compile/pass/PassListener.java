package io.kwsbench.compile.pass;

import io.kwsbench.program.Program;
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
}
