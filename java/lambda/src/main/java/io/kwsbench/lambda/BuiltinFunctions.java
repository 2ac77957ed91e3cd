package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyTuple;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Python's own functions, over values that are known: what unrolls a loop or works out a size. */
final class BuiltinFunctions {
  private BuiltinFunctions() {}

  static void addTo(Vocabulary v) {
    v.add("range(start, stop, step)", BuiltinFunctions::range);
    v.add("xrange(start, stop, step)", BuiltinFunctions::range);
    v.add("len(x)", f -> length(f.object("x")));
    v.add("int(x)", f -> whole(f.object("x")));
    v.add("float(x)", f -> Values.number(f.object("x")));
    v.add("bool(x)", f -> Values.truth(f.object("x")));
    v.add(
        "list(x)", f -> f.arguments().isEmpty() ? new ArrayList<>() : Values.items(f.object("x")));
    v.add("tuple(x)", f -> new PyTuple(Values.items(f.object("x"))));
    v.add("abs(x)", f -> absolute(f.object("x")));
    v.add("builtins.abs(x)", BuiltinFunctions::absoluteOfAny);
    v.add("reversed(x)", f -> reversed(f.object("x")));
    v.add("enumerate(x, start)", BuiltinFunctions::enumerate);
    v.add("zip(a, b, c)", BuiltinFunctions::zip);
    v.add("min(a, b)", f -> extreme(f, -1));
    v.add("max(a, b)", f -> extreme(f, 1));
    number(v, "sqrt", Math::sqrt);
    number(v, "log", Math::log);
    number(v, "exp", Math::exp);
    number(v, "floor", Math::floor);
    number(v, "ceil", Math::ceil);
    v.add("np.float32(x)", f -> Values.number(f.object("x")));
    v.add("np.prod(a)", f -> product(Values.items(f.object("a"))));
  }

  private static void number(Vocabulary v, String name, DoubleUnaryOperator function) {
    v.add("np." + name + "(x)", f -> function.applyAsDouble(Values.number(f.object("x"))));
  }

  private static Object range(Bound f) {
    long start = Values.whole(f.object("start"));
    if (!f.has("stop")) {
      return Values.range(0, start, 1);
    }
    return Values.range(start, Values.whole(f.object("stop")), f.integer("step", 1));
  }

  private static Object length(Object x) {
    return x instanceof Value tensor ? (long) tensor.dim(0) : (long) Values.items(x).size();
  }

  private static Object whole(Object x) {
    double number = Values.number(x);
    if (Math.abs(number) > 1e15) {
      throw new KwsException("the number " + number + " is too large");
    }
    return (long) number;
  }

  /** {@code abs} that is Python's own for sure. */
  private static Object absoluteOfAny(Bound f) {
    Object x = f.object("x");
    return x instanceof Value tensor ? f.math().unary("Abs", tensor) : absolute(x);
  }

  /** {@code abs} of numbers alone; a file does not show which {@code abs} a tensor gets. */
  private static Object absolute(Object x) {
    if (x instanceof Value) {
      throw new KwsException("is not proved to be Python's own (K.abs is)");
    }
    return x instanceof Long number
        ? (Object) Math.absExact(number)
        : (Object) Math.abs(Values.number(x));
  }

  private static Object reversed(Object x) {
    List<Object> items = new ArrayList<>(Values.items(x));
    Collections.reverse(items);
    return items;
  }

  private static Object enumerate(Bound f) {
    long index = f.integer("start", 0);
    List<Object> pairs = new ArrayList<>();
    for (Object item : Values.items(f.object("x"))) {
      pairs.add(new PyTuple(List.of(index++, item)));
    }
    return pairs;
  }

  private static Object zip(Bound f) {
    List<List<Object>> lists = new ArrayList<>();
    for (String name : new String[] {"a", "b", "c"}) {
      if (f.has(name)) {
        lists.add(Values.items(f.object(name)));
      }
    }
    int shortest = lists.stream().mapToInt(List::size).min().orElse(0);
    List<Object> tuples = new ArrayList<>();
    for (int i = 0; i < shortest; i++) {
      int at = i;
      tuples.add(new PyTuple(lists.stream().map(list -> list.get(at)).toList()));
    }
    return tuples;
  }

  private static Object extreme(Bound f, int sign) {
    List<Object> items =
        f.has("b") ? List.of(f.object("a"), f.object("b")) : Values.items(f.object("a"));
    return items.stream()
        .max((a, b) -> sign * Double.compare(Values.number(a), Values.number(b)))
        .orElseThrow(() -> new KwsException("has nothing to choose from"));
  }

  private static Object product(List<Object> items) {
    long product = 1;
    for (Object item : items) {
      product = Math.multiplyExact(product, Values.whole(item));
    }
    return product;
  }
}
