package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operators that work element by element and need no more than TensorFlow's operation of it. */
final class ElementwiseOps {
  private static final Map<String, String> UNARY =
      Map.ofEntries(
          Map.entry("Relu", "Relu"),
          Map.entry("Sigmoid", "Sigmoid"),
          Map.entry("Tanh", "Tanh"),
          Map.entry("Softplus", "Softplus"),
          Map.entry("Softsign", "Softsign"),
          Map.entry("Exp", "Exp"),
          Map.entry("Log", "Log"),
          Map.entry("Sqrt", "Sqrt"),
          Map.entry("Abs", "Abs"),
          Map.entry("Neg", "Neg"),
          Map.entry("Reciprocal", "Reciprocal"),
          Map.entry("Floor", "Floor"),
          Map.entry("Ceil", "Ceil"),
          Map.entry("Round", "Round"),
          Map.entry("Sign", "Sign"),
          Map.entry("Sin", "Sin"),
          Map.entry("Cos", "Cos"),
          Map.entry("Erf", "Erf"));

  private static final Map<String, String> BINARY =
      Map.of("Add", "Add", "Sub", "Sub", "Mul", "Mul");

  private static final Map<String, String> COMPARED =
      Map.of(
          "Equal", "Equal",
          "Greater", "Greater",
          "GreaterOrEqual", "GreaterEqual",
          "Less", "Less",
          "LessOrEqual", "LessEqual");

  private static final Map<String, String> LOGICAL = Map.of("And", "LogicalAnd", "Or", "LogicalOr");

  private static final Map<String, String> VARIADIC =
      Map.of("Max", "Maximum", "Min", "Minimum", "Sum", "Add");

  private ElementwiseOps() {}

  static Map<String, OnnxOp> all() {
    Map<String, OnnxOp> all = new HashMap<>();
    UNARY.forEach((name, op) -> all.put(name, call -> unary(call, op)));
    BINARY.forEach((name, op) -> all.put(name, call -> binary(call, op)));
    COMPARED.forEach((name, op) -> all.put(name, call -> compared(call, op)));
    LOGICAL.forEach((name, op) -> all.put(name, call -> logical(call, op)));
    VARIADIC.forEach((name, op) -> all.put(name, call -> List.of(variadic(call, op))));
    all.put("Div", ElementwiseOps::div);
    all.put("Pow", ElementwiseOps::pow);
    all.put("Mean", ElementwiseOps::mean);
    all.put("Not", ElementwiseOps::not);
    all.put("Where", ElementwiseOps::where);
    all.put("Cast", ElementwiseOps::cast);
    all.put("CastLike", call -> cast(call, call.in(1).value().type()));
    all.put("Xor", ElementwiseOps::xor);
    all.put("Mod", ElementwiseOps::mod);
    all.put("IsNaN", call -> List.of(unlike(call, call.in(0), call.in(0))));
    all.put("Identity", call -> List.of(call.in(0)));
    all.put("Dropout", ElementwiseOps::dropout);
    return all;
  }

  private static List<Laid> unary(OnnxCall call, String op) {
    Laid x = call.in(0);
    return List.of(x.with(call.math().unary(op, x.value())));
  }

  private static List<Laid> binary(OnnxCall call, String op) {
    return List.of(binary(call, op, call.in(0), call.in(1)));
  }

  /** Two operands that broadcast. */
  static Laid binary(OnnxCall call, String op, Laid a, Laid b) {
    List<Laid> both = call.layouts().aligned(List.of(a, b));
    Value left = trimmed(call, both.get(0), both.get(1));
    Value right = trimmed(call, both.get(1), both.get(0));
    Value result = call.math().binary(op, left, right);
    int rank = both.get(0).rank();
    return result.rank() == rank
        ? both.get(0).with(result)
        : call.layouts().raised(Laid.plain(result), rank);
  }

  /** A constant without leading ones, where the other operand has all the axes. */
  private static Value trimmed(OnnxCall call, Laid x, Laid other) {
    return other.isConstant() ? x.value() : call.layouts().trimmed(x);
  }

  private static List<Laid> div(OnnxCall call) {
    boolean real = call.in(0).value().type() == DType.FLOAT;
    return binary(call, real ? "RealDiv" : "TruncateDiv");
  }

  private static List<Laid> pow(OnnxCall call) {
    Laid x = call.in(0);
    Value exponent = call.work().folding().folded(call.plain(1));
    if (exponent.isConstant() && exponent.size() == 1 && exponent.rank() <= x.rank()) {
      double power = exponent.node().constant().real(0);
      if (power == 2) {
        return unary(call, "Square");
      }
      if (power == 0.5) {
        return unary(call, "Sqrt");
      }
      if (power == 1) {
        return List.of(x);
      }
      Value real = call.graph().scalar((float) power);
      return List.of(binary(call, "Pow", x, Laid.plain(real)));
    }
    return binary(call, "Pow");
  }

  private static Laid variadic(OnnxCall call, String op) {
    Laid result = call.in(0);
    for (int i = 1; i < call.inputs().size(); i++) {
      Laid next = binary(call, op, result, call.in(i));
      // a long sum of constants would be folded in one deep recursion
      result = next.with(call.work().folding().folded(next.value()));
    }
    return result;
  }

  private static List<Laid> mean(OnnxCall call) {
    Laid sum = variadic(call, "Add");
    return List.of(sum.with(call.math().mul(sum.value(), 1f / call.inputs().size())));
  }

  private static List<Laid> compared(OnnxCall call, String op) {
    List<Laid> both = call.layouts().aligned(List.of(call.in(0), call.in(1)));
    Value result = call.math().compare(op, both.get(0).value(), both.get(1).value());
    return List.of(both.get(0).with(result));
  }

  private static List<Laid> logical(OnnxCall call, String op) {
    List<Laid> both = call.layouts().aligned(List.of(call.in(0), call.in(1)));
    Value result = call.math().logical(op, both.get(0).value(), both.get(1).value());
    return List.of(both.get(0).with(result));
  }

  private static List<Laid> not(OnnxCall call) {
    Laid x = call.in(0);
    return List.of(x.with(call.math().not(x.value())));
  }

  private static List<Laid> where(OnnxCall call) {
    List<Laid> three = List.of(call.in(0), call.in(1), call.in(2));
    int[] shape = Layouts.common(three);
    List<Laid> whole = new ArrayList<>();
    three.forEach(x -> whole.add(call.layouts().broadcast(x, shape)));
    List<Laid> same = call.layouts().aligned(whole);
    Value condition = same.get(0).value();
    Value result = call.math().select(condition, same.get(1).value(), same.get(2).value());
    return List.of(same.get(1).with(result));
  }

  private static List<Laid> cast(OnnxCall call) {
    Laid x = call.in(0);
    OnnxElementType type = OnnxElementType.of(call.node().integer("to", 0));
    DType to = type.dtype();
    if (x.value().type() == DType.INT32 && to == DType.INT32 && type.bytes() < 4) {
      throw call.error("narrows integers");
    }
    return cast(call, to);
  }

  private static List<Laid> cast(OnnxCall call, DType to) {
    Laid x = call.in(0);
    return List.of(x.with(call.math().cast(x.value(), to)));
  }

  /** Returns whether elements differ; what is no number differs from itself. */
  private static Laid unlike(OnnxCall call, Laid a, Laid b) {
    List<Laid> both = call.layouts().aligned(List.of(a, b));
    Value same = call.math().compare("Equal", both.get(0).value(), both.get(1).value());
    return both.get(0).with(call.math().not(same));
  }

  private static List<Laid> xor(OnnxCall call) {
    return List.of(unlike(call, whole(call, call.in(0)), whole(call, call.in(1))));
  }

  private static Laid whole(OnnxCall call, Laid booleans) {
    return booleans.with(call.math().cast(booleans.value(), DType.INT32));
  }

  /** The rest of a division: with the divisor's sign, or with {@code fmod} the dividend's. */
  private static List<Laid> mod(OnnxCall call) {
    Laid a = call.in(0);
    Laid b = call.in(1);
    boolean dividend = call.node().integer("fmod", 0) != 0;
    boolean real = a.value().type() == DType.FLOAT;
    if (real && !dividend) {
      throw call.error("takes real numbers without fmod");
    }
    if (!dividend) {
      return List.of(binary(call, "FloorMod", a, b));
    }
    Value sign = sign(call, a.value());
    Laid size = a.with(call.math().mul(a.value(), sign));
    Laid divisor = b.with(call.math().mul(b.value(), sign(call, b.value())));
    return List.of(binary(call, "Mul", binary(call, "FloorMod", size, divisor), a.with(sign)));
  }

  /** −1 below zero, else 1; the native engine has no Sign of integers. */
  private static Value sign(OnnxCall call, Value x) {
    boolean real = x.type() == DType.FLOAT;
    Value zero = real ? call.graph().scalar(0) : call.graph().integer(0);
    Value two = real ? call.graph().scalar(2) : call.graph().integer(2);
    Value one = real ? call.graph().scalar(1) : call.graph().integer(1);
    MathOps math = call.math();
    return math.sub(one, math.mul(math.cast(math.compare("Less", x, zero), x.type()), two));
  }

  private static List<Laid> dropout(OnnxCall call) {
    if (call.has(2) && call.literal(2).integer(0) != 0) {
      throw call.error("is in training mode");
    }
    Laid x = call.in(0);
    Value all = call.graph().constant(Literal.of(new float[] {1}));
    return call.node().outputs().size() < 2
        ? List.of(x)
        : List.of(x, call.layouts().broadcast(Laid.plain(all), x.shape()));
  }
}
