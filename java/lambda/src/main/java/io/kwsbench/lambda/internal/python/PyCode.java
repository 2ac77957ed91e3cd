package io.kwsbench.lambda.internal.python;

import java.util.ArrayList;
import java.util.List;

/**
 * A Python code object.
 *
 * @param layout the form that it was read from
 * @param file the source file it was compiled from, without its folders
 * @param name {@code <lambda>} or the function's
 * @param parameters what it takes
 * @param code the instructions
 * @param consts constants by number
 * @param names globals and attributes by number
 * @param variables its own and those that it shares
 */
public record PyCode(
    CodeLayout layout,
    String file,
    String name,
    Parameters parameters,
    byte[] code,
    List<Object> consts,
    List<String> names,
    Variables variables) {
  public PyCode {
    consts = List.copyOf(consts);
    names = List.copyOf(names);
  }

  /**
   * The parameters of a code object.
   *
   * @param positional parameters
   * @param keywordOnly parameters, which follow them
   * @param flags {@code co_flags}
   */
  public record Parameters(int positional, int keywordOnly, int flags) {
    private static final int VARIABLE_ARGUMENTS = 0x04;
    private static final int VARIABLE_KEYWORDS = 0x08;
    private static final int GENERATORS = 0x20 | 0x80 | 0x100 | 0x200;

    private boolean has(int anyFlag) {
      return (flags & anyFlag) != 0;
    }
  }

  /**
   * Names of variables.
   *
   * @param all what {@code LOAD_FAST} counts: parameters first
   * @param cells variables that inner functions use
   * @param frees variables of an outer function
   */
  public record Variables(List<String> all, List<String> cells, List<String> frees) {
    public Variables {
      all = List.copyOf(all);
      cells = List.copyOf(cells);
      frees = List.copyOf(frees);
    }
  }

  /** Names of the parameters, the keyword-only ones last. */
  public List<String> parameterNames() {
    int count = parameters.positional() + parameters.keywordOnly();
    return variables.all().subList(0, Math.min(variables.all().size(), count));
  }

  /** Returns whether it takes {@code *args} or {@code **kwargs}. */
  public boolean isVariadic() {
    return parameters.has(Parameters.VARIABLE_ARGUMENTS | Parameters.VARIABLE_KEYWORDS);
  }

  /** Returns whether it is a generator or a coroutine. */
  public boolean isGenerator() {
    return parameters.has(Parameters.GENERATORS);
  }

  /**
   * The variables that {@code LOAD_DEREF} indexes: cells, then frees; from Python 3.11 on, all
   * variables.
   */
  public List<String> dereferenced() {
    if (layout == CodeLayout.LOCALS_PLUS) {
      return variables.all();
    }
    List<String> all = new ArrayList<>(variables.cells());
    all.addAll(variables.frees());
    return all;
  }

  @Override
  public String toString() {
    return "code of " + name;
  }
}
