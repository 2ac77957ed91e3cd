package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PyTuple;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** {@code value.name}, and calls of what that gives. */
final class Attributes {
  private Attributes() {}

  static Object get(Object target, String name) {
    if (target instanceof PyName module) {
      PyName path = module.attribute(name);
      return Vocabulary.constant(path.path()).orElse(path);
    }
    if (target instanceof Value tensor && name.equals("shape")) {
      return Values.shape(tensor);
    }
    return new PyMethod(target, name);
  }

  /** Calls a method that a list, a tensor or a shape has. */
  static Object call(PyMethod method, Arguments arguments) {
    List<Object> given = arguments.positional();
    if (method.target() instanceof Value tensor && given.isEmpty()) {
      switch (method.name()) {
        case "get_shape":
          return Values.shape(tensor);
        case "ndim":
          return (long) tensor.rank();
        default:
      }
    }
    if (method.target() instanceof PyTuple tuple && method.name().equals("as_list")) {
      return Values.items(tuple);
    }
    if (method.target() instanceof List<?> list) {
      return callOnList(list, method.name(), given);
    }
    throw new KwsException(
        "the call of "
            + method.name()
            + " on "
            + Values.describe(method.target())
            + " is not known");
  }

  @SuppressWarnings("unchecked") // every list here was made as a list of objects
  private static Object callOnList(List<?> list, String name, List<Object> given) {
    List<Object> items = (List<Object>) list;
    if (given.size() == 1 && items.size() < 65_536) {
      switch (name) {
        case "append":
          items.add(given.get(0));
          return PyNone.NONE;
        case "extend":
          items.addAll(Values.items(given.get(0)));
          if (items.size() > 65_536) {
            throw new KwsException("a list of more than 65536 items");
          }
          return PyNone.NONE;
        default:
      }
    }
    throw new KwsException("the call of " + name + " on a list is not known");
  }
}
