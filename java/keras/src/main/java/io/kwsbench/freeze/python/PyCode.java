package io.kwsbench.freeze.python;

import java.util.ArrayList;
import java.util.List;

/**
 * A Python code object.
 *
 * @param file the source file it was compiled from, without its folders
 * @param name {@code <lambda>} or the function's
 * @param argCount positional arguments
 * @param keywordOnlyCount keyword-only arguments, which follow them
 * @param flags {@code co_flags}
 * @param code the instructions
 * @param consts constants by number
 * @param names globals and attributes by number
 * @param variables what {@code LOAD_FAST} counts: arguments first
 * @param cells variables that inner functions use
 * @param frees variables of an outer function
 */
public record PyCode(
    CodeLayout layout,
    String file,
    String name,
    int argCount,
    int keywordOnlyCount,
    int flags,
    byte[] code,
    List<Object> consts,
    List<String> names,
    List<String> variables,
    List<String> cells,
    List<String> frees) {
  private static final int VARIABLE_ARGUMENTS = 0x04;
  private static final int VARIABLE_KEYWORDS = 0x08;
  private static final int GENERATORS = 0x20 | 0x80 | 0x100 | 0x200;

  public PyCode {
    consts = List.copyOf(consts);
    names = List.copyOf(names);
    variables = List.copyOf(variables);
    cells = List.copyOf(cells);
    frees = List.copyOf(frees);
  }

  /** Names of the arguments, the keyword-only ones last. */
  public List<String> arguments() {
    return variables.subList(0, Math.min(variables.size(), argCount + keywordOnlyCount));
  }

  /** Whether it takes {@code *args} or {@code **kwargs}. */
  public boolean isVariadic() {
    return (flags & (VARIABLE_ARGUMENTS | VARIABLE_KEYWORDS)) != 0;
  }

  /** Whether it is a generator or a coroutine. */
  public boolean isGenerator() {
    return (flags & GENERATORS) != 0;
  }

  /** What {@code LOAD_DEREF} counts: cells, then frees; from Python 3.11 on, all variables. */
  public List<String> dereferenced() {
    if (layout == CodeLayout.LOCALS_PLUS) {
      return variables;
    }
    List<String> all = new ArrayList<>(cells);
    all.addAll(frees);
    return all;
  }

  @Override
  public String toString() {
    return "code of " + name;
  }
}
