package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows Python functions with tensors of a graph as values: calls append operations.
 *
 * <p>Straight lines, loops over what is known, decisions on what is known. Nothing is executed:
 * there are no objects but numbers, text, sequences, functions and tensors, and no functions but
 * those of {@link Vocabulary}.
 */
final class Interpreter {
  private final Surroundings surroundings;
  private final Operators operators;
  private final Budget budget = new Budget();

  Interpreter(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.operators = new Operators(surroundings.graph());
  }

  Operators operators() {
    return operators;
  }

  Budget budget() {
    return budget;
  }

  /**
   * The value of a global name in this code: itself, except that proven code of the 2017 entry may
   * use the entry's functions.
   */
  PyName global(String name, PyCode code) {
    if (!surroundings.names().cover(code)) {
      return new PyName(name);
    }
    return name.equals(KnownNames.ORIGINALS_MODULE)
        ? new PyName(ProjectFunctions.MODULE)
        : ProjectFunctions.named(name).orElse(new PyName(name));
  }

  /**
   * Calls a value.
   *
   * @throws KwsException when it cannot be called, or not with these arguments
   */
  Object call(Object callee, Arguments arguments) {
    if (callee instanceof PyName name) {
      return Vocabulary.call(name.path(), arguments, surroundings);
    }
    if (callee instanceof PyMethod method) {
      return Attributes.call(method, arguments);
    }
    if (callee instanceof PyFunction function) {
      return call(function, arguments);
    }
    throw new KwsException(Values.describe(callee) + " cannot be called");
  }

  private Object call(PyFunction function, Arguments arguments) {
    PyCode code = function.code();
    if (code.isVariadic() || code.isGenerator()) {
      throw new KwsException(
          "'" + code.name() + "' is variadic or a generator, which is not supported");
    }
    budget.enter();
    try {
      return new Frame(this, function, bind(function, arguments)).run();
    } finally {
      budget.leave();
    }
  }

  private static Map<String, Object> bind(PyFunction function, Arguments arguments) {
    PyCode code = function.code();
    List<String> parameters = code.parameterNames();
    Map<String, Object> bound = new HashMap<>(arguments.bind(parameters));
    int positional = Math.min(code.parameters().positional(), parameters.size());
    int firstDefault = positional - function.defaults().size();
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      if (!bound.containsKey(parameters.get(i))) {
        if (i < firstDefault || i >= positional || firstDefault < 0) {
          missing.add(parameters.get(i));
        } else {
          bound.put(parameters.get(i), function.defaults().get(i - firstDefault));
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new KwsException("no value for the argument " + String.join(", ", missing));
    }
    return bound;
  }
}
