package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The variables of a frame: its own, those it shares with inner functions, those of outer ones. */
final class Variables {
  private final PyCode code;
  private final Map<String, Object> locals;
  private final Map<String, PyCell> cells = new HashMap<>();

  Variables(PyFunction function, Map<String, Object> arguments) {
    code = function.code();
    locals = arguments;
    for (String cell : code.variables().cells()) {
      cells.put(cell, new PyCell(locals.remove(cell)));
    }
    List<String> frees = code.variables().frees();
    if (frees.size() != function.closure().size()) {
      throw new KwsException(
          "'"
              + code.name()
              + "' uses "
              + frees.size()
              + " outer variables, but "
              + function.closure().size()
              + " are stored");
    }
    for (int i = 0; i < frees.size(); i++) {
      cells.put(frees.get(i), function.closure().get(i));
    }
  }

  /** {@code LOAD_FAST}; later Pythons load cells by it, too. */
  Object load(int index) {
    String name = name(code.variables().all(), index);
    if (locals.containsKey(name)) {
      return locals.get(name);
    }
    if (cells.containsKey(name)) {
      return cells.get(name);
    }
    throw new KwsException("variable '" + name + "' has no value yet");
  }

  void store(int index, Object value) {
    locals.put(name(code.variables().all(), index), value);
  }

  void clear(int index) {
    locals.remove(name(code.variables().all(), index));
  }

  boolean isSet(int index) {
    return locals.containsKey(name(code.variables().all(), index));
  }

  PyCell cell(int index) {
    String name = name(code.dereferenced(), index);
    PyCell cell = cells.get(name);
    if (cell == null) {
      throw new KwsException("variable '" + name + "' is not shared");
    }
    return cell;
  }

  Object loadShared(int index) {
    Object value = cell(index).value();
    if (value == null) {
      throw new KwsException(
          "variable '" + name(code.dereferenced(), index) + "' has no value yet");
    }
    return value;
  }

  private static String name(List<String> names, int index) {
    if (index < 0 || index >= names.size()) {
      throw new KwsException("there is no variable " + index);
    }
    return names.get(index);
  }
}
