package io.kwsbench.lambda;

import io.kwsbench.lambda.internal.python.PyCode;
import java.util.List;

/**
 * A function that the interpreter walks when it is called.
 *
 * @param defaults of the last positional arguments
 * @param closure the outer variables it uses, in the order of its code's free variables
 */
record PyFunction(PyCode code, List<Object> defaults, List<PyCell> closure) {
  PyFunction {
    defaults = List.copyOf(defaults);
    closure = List.copyOf(closure);
  }
}
