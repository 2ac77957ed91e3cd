package io.kwsbench.lambda;

import io.kwsbench.KwsException;
import io.kwsbench.lambda.internal.python.PyEllipsis;
import io.kwsbench.lambda.internal.python.PyNone;
import io.kwsbench.lambda.internal.python.PyTuple;
import io.kwsbench.rewrite.ir.AxisSlice;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Python's operators, on numbers, sequences and tensors. */
final class Operators {
  private static final int LONGEST = 65_536;

  private final IrBuilder graph;

  Operators(IrBuilder graph) {
    this.graph = graph;
  }

  /** {@code a op b} with Python's sign: {@code +}, {@code **}, {@code //}, … */
  Object binary(String op, Object a, Object b) {
    if (a instanceof Value || b instanceof Value) {
      return tensors(op, Values.tensor(graph, a), Values.tensor(graph, b));
    }
    if (Values.isSequence(a) || Values.isSequence(b)) {
      return sequences(op, a, b);
    }
    if (a instanceof String left && b instanceof String right && op.equals("+")) {
      return left + right;
    }
    return a instanceof Double || b instanceof Double || op.equals("/")
        ? floats(op, Values.number(a), Values.number(b))
        : wholes(op, Values.whole(a), Values.whole(b));
  }

  private Value tensors(String op, Value a, Value b) {
    MathOps math = graph.math();
    return switch (op) {
      case "+" -> math.add(a, b);
      case "-" -> math.sub(a, b);
      case "*" -> math.mul(a, b);
      case "/" -> math.div(a, b);
      case "**" -> math.binary("Pow", a, b);
      case "//" -> math.unary("Floor", math.div(a, b));
      case "<" -> math.compare("Less", a, b);
      case "<=" -> math.compare("LessEqual", a, b);
      case ">" -> math.compare("Greater", a, b);
      case ">=" -> math.compare("GreaterEqual", a, b);
      default -> throw new KwsException("operator " + op + " on tensors is not known");
    };
  }

  private static Object sequences(String op, Object a, Object b) {
    List<Object> items = new ArrayList<>();
    if (op.equals("+") && Values.isSequence(a) && Values.isSequence(b)) {
      items.addAll(Values.items(a));
      items.addAll(Values.items(b));
    } else if (op.equals("*") && (a instanceof Long || b instanceof Long)) {
      Object sequence = a instanceof Long ? b : a;
      long times = Values.whole(a instanceof Long ? a : b);
      List<Object> once = Values.items(sequence);
      for (long i = 0; i < times && items.size() <= LONGEST; i++) {
        items.addAll(once);
        times = once.isEmpty() ? 0 : times;
      }
    } else if (op.equals("==") || op.equals("!=")) {
      return equal(a, b) == op.equals("==");
    } else {
      throw new KwsException("operator " + op + " on sequences is not known");
    }
    if (items.size() > LONGEST) {
      throw new KwsException("a sequence of more than " + LONGEST + " items");
    }
    return a instanceof PyTuple || b instanceof PyTuple ? new PyTuple(items) : items;
  }

  /** Of numbers only: sequences of sequences are not compared. */
  private static boolean equal(Object a, Object b) {
    if (!Values.isSequence(a) || !Values.isSequence(b)) {
      return false;
    }
    List<Object> left = Values.items(a);
    List<Object> right = Values.items(b);
    if (!left.stream().allMatch(Values::isNumber) || !right.stream().allMatch(Values::isNumber)) {
      throw new KwsException("a comparison of sequences of something else than numbers");
    }
    return left.equals(right);
  }

  private static Object floats(String op, double a, double b) {
    return switch (op) {
      case "+" -> a + b;
      case "-" -> a - b;
      case "*" -> a * b;
      case "/" -> quotient(a, b);
      case "//" -> Math.floor(quotient(a, b));
      case "%" -> a - b * Math.floor(quotient(a, b));
      case "**" -> Math.pow(a, b);
      default -> compared(op, Double.compare(a, b));
    };
  }

  private static double quotient(double a, double b) {
    if (b == 0) {
      throw new KwsException("a division by zero");
    }
    return a / b;
  }

  private static Object wholes(String op, long a, long b) {
    if ((op.equals("//") || op.equals("%")) && b == 0) {
      throw new KwsException("a division by zero");
    }
    return switch (op) {
      case "+" -> Math.addExact(a, b);
      case "-" -> Math.subtractExact(a, b);
      case "*" -> Math.multiplyExact(a, b);
      case "//" -> Math.floorDiv(a, b);
      case "%" -> Math.floorMod(a, b);
      case "**" -> power(a, b);
      default -> compared(op, Long.compare(a, b));
    };
  }

  private static Object power(long a, long b) {
    double power = Math.pow(a, b);
    return b >= 0 && Math.abs(power) < 1L << 53 ? (Object) (long) power : (Object) power;
  }

  private static Object compared(String op, int order) {
    return switch (op) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "==" -> order == 0;
      case "!=" -> order != 0;
      default -> throw new KwsException("operator " + op + " on numbers is not known");
    };
  }

  /** {@code -x}. */
  Object negative(Object x) {
    if (x instanceof Value tensor) {
      return graph.math().unary("Neg", tensor);
    }
    return x instanceof Double number
        ? (Object) (-number)
        : (Object) Math.negateExact(Values.whole(x));
  }

  /** {@code target[index]}. */
  Object subscript(Object target, Object index) {
    if (target instanceof Value tensor) {
      List<Object> parts = index instanceof PyTuple tuple ? tuple.items() : List.of(index);
      return graph.arrays().slice(tensor, parts.stream().map(Operators::axisSlice).toList());
    }
    List<Object> items = Values.items(target);
    if (index instanceof PySlice slice) {
      List<Object> cut = cut(items, slice);
      return target instanceof PyTuple ? new PyTuple(cut) : cut;
    }
    long at = Values.whole(index);
    long from = at < 0 ? at + items.size() : at;
    if (from < 0 || from >= items.size()) {
      throw new KwsException("no item " + at + " in a sequence of " + items.size());
    }
    return items.get((int) from);
  }

  private static AxisSlice axisSlice(Object part) {
    if (part == PyNone.NONE) {
      return new AxisSlice.NewAxis();
    }
    if (part == PyEllipsis.ELLIPSIS) {
      return new AxisSlice.Ellipsis();
    }
    if (part instanceof PySlice slice) {
      int step = slice.step() == PyNone.NONE ? 1 : Values.integer(slice.step());
      return new AxisSlice.Range(bound(slice.begin()), bound(slice.end()), step);
    }
    return new AxisSlice.Index(Values.integer(part));
  }

  private static OptionalInt bound(Object value) {
    return value == PyNone.NONE ? OptionalInt.empty() : OptionalInt.of(Values.integer(value));
  }

  private static List<Object> cut(List<Object> items, PySlice slice) {
    int step = slice.step() == PyNone.NONE ? 1 : Values.integer(slice.step());
    if (step < 1) {
      throw new KwsException("a slice of a sequence with step " + step);
    }
    int size = items.size();
    int from = clamp(slice.begin(), 0, size);
    int to = clamp(slice.end(), size, size);
    List<Object> cut = new ArrayList<>();
    for (int i = from; i < to; i = Math.addExact(i, step)) {
      cut.add(items.get(i));
    }
    return cut;
  }

  private static int clamp(Object bound, int fallback, int size) {
    if (bound == PyNone.NONE) {
      return fallback;
    }
    long value = Values.whole(bound);
    return (int) Math.max(0, Math.min(size, value < 0 ? value + size : value));
  }
}
