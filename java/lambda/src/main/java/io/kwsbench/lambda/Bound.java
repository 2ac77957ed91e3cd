package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;
import java.util.Map;

/**
 * A call of a known function with its arguments by name; complaints are left to the caller to
 * complete with the function's name.
 */
record Bound(Map<String, Object> arguments, Surroundings surroundings) {
  IrBuilder graph() {
    return surroundings.graph();
  }

  MathOps math() {
    return graph().math();
  }

  ArrayOps arrays() {
    return graph().arrays();
  }

  ActivationFunctions activations() {
    return surroundings.activations();
  }

  /** Returns whether an argument is given and not None. */
  boolean has(String name) {
    Object value = arguments.get(name);
    return value != null && value != PyNone.NONE;
  }

  Object object(String name) {
    Object value = arguments.get(name);
    if (value == null) {
      throw new KwsException("lacks argument '" + name + "'");
    }
    return value;
  }

  /** A tensor; numbers become constants. */
  Value tensor(String name) {
    return Values.tensor(graph(), object(name));
  }

  /** A tensor under any of the names that versions gave to it. */
  Value tensor(String name, String otherName) {
    return tensor(arguments.containsKey(name) ? name : otherName);
  }

  List<Value> tensors(String name) {
    return Values.items(object(name)).stream().map(o -> Values.tensor(graph(), o)).toList();
  }

  int integer(String name, int fallback) {
    return has(name) ? Values.integer(object(name)) : fallback;
  }

  float number(String name, double fallback) {
    return (float) (has(name) ? Values.number(object(name)) : fallback);
  }

  boolean flag(String name, boolean fallback) {
    return has(name) ? Values.truth(object(name)) : fallback;
  }

  /** Whole numbers: a tuple, a list, or one alone; None counts as −1. */
  int[] integers(String name) {
    return Values.integers(object(name));
  }

  /** The axes of a reduction: those given, or all. */
  int[] axes(String name, int rank) {
    if (has(name)) {
      return integers(name);
    }
    int[] all = new int[rank];
    for (int i = 0; i < rank; i++) {
      all[i] = i;
    }
    return all;
  }

  String text(String name, String fallback) {
    if (!has(name)) {
      return fallback;
    }
    if (object(name) instanceof String text) {
      return text;
    }
    throw new KwsException("argument '" + name + "' is no text");
  }
}
