package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.kwsbench.keras.freeze.internal.layer.OperationLayer.Operation;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Operations that compute: element by element, over axes, products of matrices. */
final class OperationMath {
  private static final List<String> ACTIVATIONS =
      List.of(
          "relu",
          "relu6",
          "selu",
          "softplus",
          "softsign",
          "tanh",
          "sigmoid",
          "silu",
          "swish",
          "hard_sigmoid",
          "hard_silu",
          "hard_swish",
          "log_sigmoid",
          "mish");

  private OperationMath() {}

  static Map<String, Operation> all() {
    Map<String, Operation> all = new HashMap<>();
    Map.of(
            "abs",
            "Abs",
            "absolute",
            "Abs",
            "exp",
            "Exp",
            "log",
            "Log",
            "sqrt",
            "Sqrt",
            "rsqrt",
            "Rsqrt",
            "square",
            "Square",
            "negative",
            "Neg",
            "erf",
            "Erf")
        .forEach((name, op) -> all.put(name, unary(op)));
    Map.of(
            "sin",
            "Sin",
            "cos",
            "Cos",
            "floor",
            "Floor",
            "ceil",
            "Ceil",
            "sign",
            "Sign",
            "reciprocal",
            "Reciprocal")
        .forEach((name, op) -> all.put(name, unary(op)));
    ACTIVATIONS.forEach(name -> all.put(name, activation(name)));
    Map.of(
            "add",
            "Add",
            "subtract",
            "Sub",
            "sub",
            "Sub",
            "multiply",
            "Mul",
            "mul",
            "Mul",
            "maximum",
            "Maximum",
            "minimum",
            "Minimum",
            "squared_difference",
            "SquaredDifference")
        .forEach((name, op) -> all.put(name, binary(op)));
    Map.of(
            "divide",
            "RealDiv",
            "true_divide",
            "RealDiv",
            "truediv",
            "RealDiv",
            "power",
            "Pow",
            "pow",
            "Pow")
        .forEach((name, op) -> all.put(name, binary(op)));
    Map.of(
            "greater",
            "Greater",
            "less",
            "Less",
            "greater_equal",
            "GreaterEqual",
            "less_equal",
            "LessEqual")
        .forEach((name, op) -> all.put(name, compare(op)));
    Map.of(
            "mean", "Mean", "sum", "Sum", "max", "Max", "min", "Min", "prod", "Prod", "amax", "Max",
            "amin", "Min")
        .forEach((name, op) -> all.put(name, call -> List.of(reduced(call, op))));
    all.put("var", call -> List.of(variance(call)));
    all.put("variance", all.get("var"));
    all.put("std", call -> List.of(call.graph().math().unary("Sqrt", variance(call))));
    all.put("softmax", call -> alongAxis(call, call.activations()::softmax));
    all.put("log_softmax", call -> alongAxis(call, call.activations()::logSoftmax));
    all.put("clip", OperationMath::clip);
    all.put("clip_by_value", OperationMath::clip);
    all.put("matmul", OperationMath::matmul);
    all.put("where", OperationMath::where);
    all.put("cast", OperationMath::cast);
    all.put("leaky_relu", OperationMath::leakyRelu);
    all.put("elu", call -> List.of(elu(call)));
    all.put("gelu", OperationMath::gelu);
    all.put("identity", call -> List.of(call.value(0, "x", "input")));
    all.put("stop_gradient", all.get("identity"));
    return all;
  }

  private static Value operand(OperationCall call) {
    return call.value(0, "x", "input", "features", "logits", "input_tensor", "a", "x1");
  }

  private static Operation unary(String op) {
    return call -> List.of(call.graph().math().unary(op, operand(call)));
  }

  private static Operation activation(String name) {
    return call -> List.of(call.activations().named(name, operand(call)).orElseThrow());
  }

  private static Operation binary(String op) {
    return call ->
        List.of(call.graph().math().binary(op, operand(call), call.value(1, "x2", "y", "b")));
  }

  private static Operation compare(String op) {
    return call ->
        List.of(call.graph().math().compare(op, operand(call), call.value(1, "x2", "y")));
  }

  private static Value reduced(OperationCall call, String op) {
    Value x = operand(call);
    return call.graph().math().reduce(op, x, keeps(call), axes(call, x));
  }

  private static boolean keeps(OperationCall call) {
    return call.flag(2, "keepdims", "keep_dims");
  }

  /** All axes where none is named. */
  private static int[] axes(OperationCall call, Value x) {
    return call.integers(1, "axis").orElse(IntStream.range(0, x.rank()).toArray());
  }

  private static Value variance(OperationCall call) {
    MathOps math = call.graph().math();
    Value x = operand(call);
    int[] axes = axes(call, x);
    Value centered = math.sub(x, math.reduce("Mean", x, true, axes));
    return math.reduce("Mean", math.unary("Square", centered), keeps(call), axes);
  }

  /** Along the last axis by default; Keras 3 takes all elements together where the axis is null. */
  private static List<Value> alongAxis(
      OperationCall call, BiFunction<Value, Integer, Value> operation) {
    Value x = operand(call);
    if (call.isKeras3() && call.isNone(1, "axis")) {
      ArrayOps arrays = call.graph().arrays();
      return List.of(
          arrays.reshape(operation.apply(arrays.reshape(x, 1, x.size()), -1), x.shape()));
    }
    return List.of(operation.apply(x, call.integer(-1, 1, "axis")));
  }

  private static List<Value> clip(OperationCall call) {
    MathOps math = call.graph().math();
    Value high = call.value(2, "x_max", "clip_value_max");
    Value low = call.value(1, "x_min", "clip_value_min");
    return List.of(math.binary("Maximum", math.binary("Minimum", operand(call), high), low));
  }

  private static List<Value> matmul(OperationCall call) {
    Value a = operand(call);
    Value b = call.value(1, "x2", "b");
    boolean first = call.flag(2, "transpose_a");
    boolean second = call.flag(3, "transpose_b");
    if (a.rank() > 2 && b.rank() == 2 && !first && !second) {
      Value rows = call.graph().arrays().reshape(a, -1, a.dim(-1));
      int[] shape = a.shape();
      shape[shape.length - 1] = b.dim(1);
      Value product = call.graph().math().matMul(rows, b);
      return List.of(call.graph().arrays().reshape(product, shape));
    }
    if (a.rank() == 2 && b.rank() == 2 && !first && !second) {
      return List.of(call.graph().math().matMul(a, b));
    }
    return List.of(call.graph().math().batchMatMul(a, b, first, second));
  }

  private static List<Value> where(OperationCall call) {
    Value condition = call.value(0, "condition");
    Value a = broadcast(call, call.value(1, "x1", "x"), condition.shape());
    Value b = broadcast(call, call.value(2, "x2", "y"), condition.shape());
    return List.of(call.graph().math().select(condition, a, b));
  }

  private static Value broadcast(OperationCall call, Value x, int[] shape) {
    if (Arrays.equals(x.shape(), shape)) {
      return x;
    }
    if (x.size() != 1 || x.rank() > shape.length) {
      throw call.error("selects between tensors of different shapes");
    }
    int[] ones = new int[shape.length];
    Arrays.fill(ones, 1);
    return call.graph().arrays().tile(call.graph().arrays().reshape(x, ones), shape);
  }

  private static List<Value> cast(OperationCall call) {
    Value x = operand(call);
    JsonNode type = call.setting("dtype");
    if (!type.asText().equals("float32")) {
      throw call.error("casts to " + type.asText("nothing") + ", not to float32");
    }
    return List.of(x.type() == DType.FLOAT ? x : call.graph().math().toFloat(x));
  }

  private static List<Value> leakyRelu(OperationCall call) {
    Value x = operand(call);
    float slope = call.number(0.2, 1, "negative_slope", "alpha");
    return List.of(call.activations().relu(x, slope, Optional.empty(), 0));
  }

  private static Value elu(OperationCall call) {
    return call.activations().elu(operand(call), call.number(1, 1, "alpha"));
  }

  private static List<Value> gelu(OperationCall call) {
    Value x = operand(call);
    boolean approximate = call.flag(1, "approximate");
    return List.of(approximate ? call.activations().tanhGelu(x) : call.activations().gelu(x));
  }
}
