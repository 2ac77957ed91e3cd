package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.lambda.internal.python.PyCode;
import io.kwsbench.lambda.internal.python.PyEllipsis;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PyTuple;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Conversions of Python values to numbers, sequences and tensors. */
final class Values {
  private static final int LONGEST = 65_536;

  private Values() {}

  static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  static double number(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Long || value instanceof Double) {
      return ((Number) value).doubleValue();
    }
    throw new KwsException("a number is needed, not " + describe(value));
  }

  static long whole(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Long number) {
      return number;
    }
    throw new KwsException("a whole number is needed, not " + describe(value));
  }

  static int integer(Object value) {
    long number = whole(value);
    if (number != (int) number) {
      throw new KwsException("the number " + number + " is too large");
    }
    return (int) number;
  }

  static boolean truth(Object value) {
    if (isNumber(value)) {
      return number(value) != 0;
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    if (value == PyNone.NONE) {
      return false;
    }
    if (value instanceof PyTuple || value instanceof List<?>) {
      return !items(value).isEmpty();
    }
    throw new KwsException("a decision on " + describe(value) + " is not known before it runs");
  }

  static boolean isSequence(Object value) {
    return value instanceof PyTuple || value instanceof List<?>;
  }

  /** The items of a tuple, a list or a loop's range. */
  static List<Object> items(Object value) {
    if (value instanceof PyTuple tuple) {
      return tuple.items();
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    if (value instanceof PyIterator iterator) {
      List<Object> rest = new ArrayList<>();
      iterator.items().forEachRemaining(rest::add);
      return rest;
    }
    throw new KwsException("a sequence is needed, not " + describe(value));
  }

  static int[] integers(Object value) {
    if (isNumber(value)) {
      return new int[] {integer(value)};
    }
    return items(value).stream()
        .mapToInt(item -> item == PyNone.NONE ? -1 : integer(item))
        .toArray();
  }

  /** A tensor as it is; numbers and sequences of them as float constants. */
  static Value tensor(IrBuilder graph, Object value) {
    if (value instanceof Value tensor) {
      return tensor;
    }
    if (isNumber(value)) {
      return graph.scalar((float) number(value));
    }
    if (isSequence(value)) {
      return sequence(graph, items(value));
    }
    throw new KwsException("a tensor is needed, not " + describe(value));
  }

  private static Value sequence(IrBuilder graph, List<Object> items) {
    if (items.isEmpty()) {
      throw new KwsException("an empty sequence is no tensor");
    }
    if (items.stream().allMatch(Values::isNumber)) {
      float[] floats = new float[items.size()];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = (float) number(items.get(i));
      }
      return graph.constant(Literal.of(floats, floats.length));
    }
    return graph.arrays().stack(items.stream().map(item -> tensor(graph, item)).toList(), 0);
  }

  /** The shape of a tensor in Keras's form, with {@code None} for the batch. */
  static PyTuple shape(Value tensor) {
    List<Object> dims = new ArrayList<>();
    Arrays.stream(tensor.shape()).forEach(dim -> dims.add((long) dim));
    if (!dims.isEmpty() && tensor.dim(0) == 1) {
      dims.set(0, PyNone.NONE);
    }
    return new PyTuple(dims);
  }

  /** A range, whose length is bounded. */
  static List<Object> range(long from, long to, long step) {
    if (step == 0) {
      throw new KwsException("a range with step 0");
    }
    List<Object> items = new ArrayList<>();
    for (long i = from; step > 0 ? i < to : i > to; i = Math.addExact(i, step)) {
      if (items.size() >= LONGEST) {
        throw new KwsException("a range of more than " + LONGEST + " numbers");
      }
      items.add(i);
    }
    return items;
  }

  /** A few words on a value, for messages. */
  static String describe(Object value) {
    if (value == null) {
      return "nothing";
    }
    if (value instanceof Value tensor) {
      return "a tensor of shape " + Arrays.toString(tensor.shape());
    }
    if (value instanceof PyName name) {
      return name.path().indexOf('.') < 0
          ? "'" + name.path() + "', whose value is not in the file"
          : "'" + name.path() + "'";
    }
    if (value instanceof String text) {
      return "the text '" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
    }
    if (isNumber(value) || value instanceof PyNone || value instanceof PyEllipsis) {
      return value.toString();
    }
    if (isSequence(value)) {
      return "a sequence of " + items(value).size();
    }
    return value instanceof PyFunction || value instanceof PyCode ? "a function" : "an object";
  }
}
