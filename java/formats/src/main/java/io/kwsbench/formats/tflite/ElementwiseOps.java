package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Operators that work element by element. */
final class ElementwiseOps {
  private static final Map<String, String> UNARY =
      Map.ofEntries(
          Map.entry("RELU", "Relu"),
          Map.entry("RELU6", "Relu6"),
          Map.entry("TANH", "Tanh"),
          Map.entry("LOGISTIC", "Sigmoid"),
          Map.entry("ELU", "Elu"),
          Map.entry("EXP", "Exp"),
          Map.entry("LOG", "Log"),
          Map.entry("SQRT", "Sqrt"),
          Map.entry("RSQRT", "Rsqrt"),
          Map.entry("SQUARE", "Square"),
          Map.entry("NEG", "Neg"),
          Map.entry("ABS", "Abs"),
          Map.entry("FLOOR", "Floor"),
          Map.entry("CEIL", "Ceil"),
          Map.entry("ROUND", "Round"),
          Map.entry("SIGN", "Sign"),
          Map.entry("SIN", "Sin"),
          Map.entry("COS", "Cos"));

  /** Those that have an activation in the first field of their options. */
  private static final Map<String, String> ACTIVATED =
      Map.of("ADD", "Add", "SUB", "Sub", "MUL", "Mul");

  private static final Map<String, String> BINARY =
      Map.of(
          "MAXIMUM", "Maximum",
          "MINIMUM", "Minimum",
          "SQUARED_DIFFERENCE", "SquaredDifference",
          "FLOOR_DIV", "FloorDiv",
          "FLOOR_MOD", "FloorMod");

  static final Map<String, String> COMPARED =
      Map.of(
          "EQUAL", "Equal",
          "NOT_EQUAL", "NotEqual",
          "GREATER", "Greater",
          "GREATER_EQUAL", "GreaterEqual",
          "LESS", "Less",
          "LESS_EQUAL", "LessEqual");

  private static final Map<String, String> LOGICAL =
      Map.of("LOGICAL_AND", "LogicalAnd", "LOGICAL_OR", "LogicalOr");

  private ElementwiseOps() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new HashMap<>();
    UNARY.forEach((name, op) -> all.put(name, call -> one(call.math().unary(op, call.in(0)))));
    ACTIVATED.forEach(
        (name, op) -> all.put(name, call -> one(call.activated(binary(call, op), 0))));
    BINARY.forEach((name, op) -> all.put(name, call -> one(binary(call, op))));
    COMPARED.forEach((name, op) -> all.put(name, call -> one(compared(call, op))));
    LOGICAL.forEach(
        (name, op) -> all.put(name, call -> one(call.math().logical(op, call.in(0), call.in(1)))));
    all.put("DIV", ElementwiseOps::div);
    all.put("POW", ElementwiseOps::pow);
    all.put("ADD_N", ElementwiseOps::addN);
    all.put("LOGICAL_NOT", call -> one(call.math().not(call.in(0))));
    all.put("SELECT", call -> one(select(call, true)));
    all.put("SELECT_V2", call -> one(select(call, false)));
    all.put("CAST", ElementwiseOps::cast);
    return all;
  }

  private static List<Value> one(Value value) {
    return List.of(value);
  }

  private static Value binary(TfliteCall call, String op) {
    return binary(call, op, call.in(0), call.in(1));
  }

  /** Two operands that broadcast. */
  static Value binary(TfliteCall call, String op, Value a, Value b) {
    Value left = Broadcasts.trimmed(call, a, b);
    Value right = Broadcasts.trimmed(call, b, a);
    return call.math().binary(op, left, right);
  }

  private static List<Value> div(TfliteCall call) {
    boolean real = call.in(0).type() == DType.FLOAT;
    return one(call.activated(binary(call, real ? "RealDiv" : "TruncateDiv"), 0));
  }

  private static List<Value> pow(TfliteCall call) {
    Value x = call.in(0);
    Value exponent = call.folded(call.in(1));
    if (exponent.isConstant() && exponent.size() == 1 && exponent.rank() <= x.rank()) {
      double power = exponent.node().constant().real(0);
      if (power == 2) {
        return one(call.math().unary("Square", x));
      }
      if (power == 0.5) {
        return one(call.math().unary("Sqrt", x));
      }
    }
    return one(binary(call, "Pow"));
  }

  private static List<Value> addN(TfliteCall call) {
    Value sum = call.in(0);
    for (int i = 1; i < call.inputs().size(); i++) {
      // a long sum of constants would be folded in one deep recursion
      sum = call.folded(call.math().add(sum, call.in(i)));
    }
    return one(sum);
  }

  private static Value compared(TfliteCall call, String op) {
    return call.math().compare(op, call.in(0), call.in(1));
  }

  /**
   * @param rows whether a condition of one axis chooses rows
   */
  private static Value select(TfliteCall call, boolean rows) {
    Value condition = call.in(0);
    if (rows && condition.rank() == 1 && call.in(1).rank() > 1) {
      int[] column = new int[call.in(1).rank()];
      Arrays.fill(column, 1);
      column[0] = condition.dim(0);
      condition = call.arrays().reshape(condition, column);
    }
    Value a = call.in(1);
    Value b = call.in(2);
    int[] shape = Broadcasts.common(List.of(condition, a, b));
    return call.math()
        .select(
            Broadcasts.to(call.graph(), condition, shape),
            Broadcasts.to(call.graph(), a, shape),
            Broadcasts.to(call.graph(), b, shape));
  }

  private static List<Value> cast(TfliteCall call) {
    return one(call.math().cast(call.in(0), call.results().get(0).type().dtype()));
  }
}
