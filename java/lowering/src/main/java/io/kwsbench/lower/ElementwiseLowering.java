package io.kwsbench.lower;

import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Element by element. Arithmetic with one constant number becomes a function of one argument, so
 * that clamps and scales spelled with {@code Minimum}, {@code Mul} and the like are what they are.
 */
final class ElementwiseLowering {
  private static final int MAX_FILLED = 1 << 22;

  private ElementwiseLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    unary(all);
    binary(all);
    all.put("LeakyRelu", ElementwiseLowering::leakyRelu);
    all.put("AddN", ElementwiseLowering::addN);
    all.put("Cast", ElementwiseLowering::cast);
    all.put("Select", ElementwiseLowering::select);
    all.put("SelectV2", ElementwiseLowering::select);
    all.put("ClipByValue", ElementwiseLowering::clip);
    all.put("LogicalNot", ElementwiseLowering::not);
    all.put("ZerosLike", call -> List.of(filled(call, 0)));
    all.put("OnesLike", call -> List.of(filled(call, 1)));
    return all;
  }

  private static void unary(Map<String, OpLowering> all) {
    put(all, UnaryFunction.RELU, "Relu");
    put(all, UnaryFunction.clamp(0, 6), "Relu6");
    put(all, new UnaryFunction(UnaryFn.ELU, 1, 0), "Elu");
    put(all, UnaryFunction.of(UnaryFn.SELU), "Selu");
    put(all, UnaryFunction.of(UnaryFn.SIGMOID), "Sigmoid");
    put(all, UnaryFunction.of(UnaryFn.TANH), "Tanh");
    put(all, UnaryFunction.of(UnaryFn.SOFTPLUS), "Softplus");
    put(all, UnaryFunction.of(UnaryFn.SOFTSIGN), "Softsign");
    put(all, UnaryFunction.of(UnaryFn.EXP), "Exp");
    put(all, UnaryFunction.of(UnaryFn.EXPM1), "Expm1");
    put(all, UnaryFunction.of(UnaryFn.LOG), "Log");
    put(all, UnaryFunction.of(UnaryFn.LOG1P), "Log1p");
    put(all, UnaryFunction.of(UnaryFn.SQRT), "Sqrt");
    put(all, UnaryFunction.of(UnaryFn.RSQRT), "Rsqrt");
    put(all, UnaryFunction.of(UnaryFn.SQUARE), "Square");
    put(all, UnaryFunction.of(UnaryFn.ABS), "Abs");
    put(all, UnaryFunction.of(UnaryFn.NEG), "Neg");
    put(all, UnaryFunction.of(UnaryFn.SIGN), "Sign");
    put(all, UnaryFunction.of(UnaryFn.FLOOR), "Floor");
    put(all, UnaryFunction.of(UnaryFn.CEIL), "Ceil");
    put(all, UnaryFunction.of(UnaryFn.ROUND), "Round");
    put(all, UnaryFunction.of(UnaryFn.ROUND), "Rint");
    put(all, UnaryFunction.of(UnaryFn.RECIPROCAL), "Reciprocal");
    put(all, UnaryFunction.of(UnaryFn.RECIPROCAL), "Inv");
    put(all, UnaryFunction.of(UnaryFn.SIN), "Sin");
    put(all, UnaryFunction.of(UnaryFn.COS), "Cos");
    put(all, UnaryFunction.of(UnaryFn.ERF), "Erf");
  }

  private static void put(Map<String, OpLowering> all, UnaryFunction fn, String op) {
    all.put(
        op,
        call -> {
          call.requireFloat(0);
          Optional<Tensor> fixed =
              fn.kind() == UnaryFn.FLOOR ? RandomLowering.floor(call) : Optional.empty();
          return fixed.map(List::of).orElseGet(() -> call.emit(new OpKind.Unary(fn), call.in(0)));
        });
  }

  private static List<Tensor> leakyRelu(LowerCall call) {
    call.requireFloat(0);
    float alpha = (float) call.node().realAttr("alpha", 0.2);
    return call.emit(new OpKind.Unary(new UnaryFunction(UnaryFn.LEAKY_RELU, alpha, 0)), call.in(0));
  }

  private static void binary(Map<String, OpLowering> all) {
    Map<String, BinaryFn> fns = new HashMap<>();
    fns.put("Add", BinaryFn.ADD);
    fns.put("AddV2", BinaryFn.ADD);
    fns.put("Sub", BinaryFn.SUB);
    fns.put("Mul", BinaryFn.MUL);
    fns.put("RealDiv", BinaryFn.DIV);
    fns.put("Div", BinaryFn.DIV);
    fns.put("Maximum", BinaryFn.MAX);
    fns.put("Minimum", BinaryFn.MIN);
    fns.put("Pow", BinaryFn.POW);
    fns.put("SquaredDifference", BinaryFn.SQUARED_DIFFERENCE);
    fns.put("FloorDiv", BinaryFn.FLOOR_DIV);
    fns.put("FloorMod", BinaryFn.FLOOR_MOD);
    fns.put("LogicalAnd", BinaryFn.AND);
    fns.put("LogicalOr", BinaryFn.OR);
    fns.put("Equal", BinaryFn.EQUAL);
    fns.put("NotEqual", BinaryFn.NOT_EQUAL);
    fns.put("Less", BinaryFn.LESS);
    fns.put("LessEqual", BinaryFn.LESS_EQUAL);
    fns.put("Greater", BinaryFn.GREATER);
    fns.put("GreaterEqual", BinaryFn.GREATER_EQUAL);
    fns.forEach((op, fn) -> all.put(op, call -> binary(call, fn)));
    all.put("BiasAdd", ElementwiseLowering::biasAdd);
    all.put("BiasAddV1", ElementwiseLowering::biasAdd);
  }

  private static List<Tensor> biasAdd(LowerCall call) {
    call.require(
        call.node().stringAttr("data_format", "NHWC").equals("NHWC"),
        "the native engine has channels last only");
    return binary(call, BinaryFn.ADD);
  }

  private static List<Tensor> binary(LowerCall call, BinaryFn fn) {
    if (fn == BinaryFn.MUL && call.dtype(0) == DType.COMPLEX64) {
      return SpectralLowering.times(call);
    }
    Optional<Tensor> fixed =
        fn.isComparison() ? RandomLowering.compared(call, fn) : Optional.empty();
    if (fixed.isPresent()) {
      return List.of(fixed.get());
    }
    Optional<UnaryFunction> right = number(call, 1, 0).flatMap(c -> withRight(fn, c));
    if (right.isPresent()) {
      return unary(call, 0, right.get());
    }
    Optional<UnaryFunction> left = number(call, 0, 1).flatMap(c -> withLeft(fn, c));
    if (left.isPresent()) {
      return unary(call, 1, left.get());
    }
    DType type = call.in(0).dtype();
    boolean fits =
        switch (type) {
          case FLOAT, INT32, INT64 -> fn.isArithmetic() || fn.isComparison();
          case BOOL -> !fn.isArithmetic();
          default -> false;
        };
    call.require(fits, "the native engine does not compute it on " + type.label());
    return call.emit(new OpKind.Binary(fn, UnaryFunction.IDENTITY), call.in(0), call.in(1));
  }

  private static List<Tensor> unary(LowerCall call, int input, UnaryFunction fn) {
    return fn.isIdentity()
        ? List.of(call.in(input))
        : call.emit(new OpKind.Unary(fn), call.in(input));
  }

  /** The number that a constant float input repeats, if the other has the output's shape. */
  private static Optional<Float> number(LowerCall call, int i, int other) {
    boolean shaped = call.in(other).shape().equals(call.shape(0));
    if (!shaped || !call.in(i).isConstant() || call.in(i).dtype() != DType.FLOAT) {
      return Optional.empty();
    }
    Literal value = call.literal(i);
    for (int k = 1; k < value.size(); k++) {
      if (value.real(k) != value.real(0)) {
        return Optional.empty();
      }
    }
    return value.size() == 0 ? Optional.empty() : Optional.of((float) value.real(0));
  }

  private static Optional<UnaryFunction> withRight(BinaryFn fn, float c) {
    return switch (fn) {
      case ADD -> affine(1, c);
      case SUB -> affine(1, -c);
      case MUL -> affine(c, 0);
      case DIV -> isNormal(1 / c) ? affine(1 / c, 0) : Optional.empty();
      case MAX ->
          Float.isNaN(c) ? NOTHING : Optional.of(UnaryFunction.clamp(c, Float.POSITIVE_INFINITY));
      case MIN ->
          Float.isNaN(c) ? NOTHING : Optional.of(UnaryFunction.clamp(Float.NEGATIVE_INFINITY, c));
      case POW -> power(c);
      default -> Optional.empty();
    };
  }

  /** Makes every number NaN, as the larger or smaller of it and NaN is. */
  private static final Optional<UnaryFunction> NOTHING =
      Optional.of(UnaryFunction.affine(1, Float.NaN));

  private static boolean isNormal(float x) {
    return Float.isFinite(x) && Math.abs(x) >= Float.MIN_NORMAL;
  }

  private static Optional<UnaryFunction> withLeft(BinaryFn fn, float c) {
    return switch (fn) {
      case ADD, MUL, MAX, MIN -> withRight(fn, c);
      case SUB -> affine(-1, c);
      case DIV -> c == 1 ? Optional.of(UnaryFunction.of(UnaryFn.RECIPROCAL)) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<UnaryFunction> affine(float scale, float shift) {
    return Optional.of(
        scale == 1 && shift == 0 ? UnaryFunction.IDENTITY : UnaryFunction.affine(scale, shift));
  }

  private static Optional<UnaryFunction> power(float exponent) {
    if (exponent == 1) {
      return Optional.of(UnaryFunction.IDENTITY);
    }
    if (exponent == 2) {
      return Optional.of(UnaryFunction.of(UnaryFn.SQUARE));
    }
    if (exponent == 0.5f) {
      return Optional.of(UnaryFunction.of(UnaryFn.SQRT));
    }
    return exponent == -1 ? Optional.of(UnaryFunction.of(UnaryFn.RECIPROCAL)) : Optional.empty();
  }

  private static List<Tensor> addN(LowerCall call) {
    Tensor sum = call.in(0);
    for (int i = 1; i < call.inputs().size(); i++) {
      call.requireFloat(i);
      OpKind add = new OpKind.Binary(BinaryFn.ADD, UnaryFunction.IDENTITY);
      boolean last = i == call.inputs().size() - 1;
      sum =
          last
              ? call.emit(add, 0, sum, call.in(i))
              : call.between(add, "sum" + i, DType.FLOAT, call.shape(0), sum, call.in(i));
    }
    return List.of(sum);
  }

  private static List<Tensor> cast(LowerCall call) {
    if (call.in(0).dtype() == call.dtype(0)) {
      return List.of(call.in(0));
    }
    for (DType type : List.of(call.in(0).dtype(), call.dtype(0))) {
      boolean known =
          switch (type) {
            case FLOAT, INT32, INT64, BOOL, UINT8, INT8, INT16, DOUBLE -> true;
            default -> false;
          };
      call.require(known, "the native engine has no " + type.label());
    }
    return call.emit(new OpKind.Cast(), call.in(0));
  }

  private static List<Tensor> select(LowerCall call) {
    call.require(call.in(0).dtype() == DType.BOOL, "its condition is no bool");
    Tensor condition = call.in(0);
    Optional<Tensor> always = always(call);
    if (always.isPresent()) {
      return List.of(always.get());
    }
    int rank = call.shape(0).rank();
    if (call.node().op().equals("Select") && condition.rank() == 1 && rank > 1) {
      long[] dims = new long[rank];
      Arrays.fill(dims, 1);
      dims[0] = condition.dim(0);
      condition = call.reshaped(condition, Shape.of(dims));
    }
    return call.emit(new OpKind.Select(), condition, call.in(1), call.in(2));
  }

  /** The side that a constant condition always takes, where that has the output's shape. */
  private static Optional<Tensor> always(LowerCall call) {
    return call.in(0)
        .value()
        .filter(v -> v.size() > 0)
        .filter(v -> IntStream.range(1, v.size()).allMatch(i -> v.integer(i) == v.integer(0)))
        .map(v -> call.in(v.integer(0) != 0 ? 1 : 2))
        .filter(side -> side.shape().equals(call.shape(0)));
  }

  /**
   * The upper bound first, as TensorFlow does: of bounds that are the wrong way round the lower one
   * wins.
   */
  private static List<Tensor> clip(LowerCall call) {
    call.requireFloat(0, 1, 2);
    Optional<Float> low = number(call, 1);
    Optional<Float> high = number(call, 2);
    if (low.isPresent() && high.isPresent()) {
      float upper = high.get() < low.get() ? low.get() : high.get();
      return call.emit(new OpKind.Unary(UnaryFunction.clamp(low.get(), upper)), call.in(0));
    }
    OpKind min = new OpKind.Binary(BinaryFn.MIN, UnaryFunction.IDENTITY);
    Tensor below = call.between(min, "below", DType.FLOAT, call.shape(0), call.in(0), call.in(2));
    return call.emit(new OpKind.Binary(BinaryFn.MAX, UnaryFunction.IDENTITY), below, call.in(1));
  }

  /** A constant of one element. */
  private static Optional<Float> number(LowerCall call, int i) {
    return call.in(i).value().filter(v -> v.size() == 1).map(v -> (float) v.real(0));
  }

  private static List<Tensor> not(LowerCall call) {
    Tensor yes = Tensor.constant("true", Literal.ofLongs(DType.BOOL, Shape.SCALAR, 1));
    return call.emit(new OpKind.Binary(BinaryFn.XOR, UnaryFunction.IDENTITY), call.in(0), yes);
  }

  /** The shape alone decides: a constant although the input is not. */
  static Tensor filled(LowerCall call, double number) {
    DType type = call.dtype(0);
    int n = Math.toIntExact(call.shape(0).elements().orElseThrow());
    call.require(n <= MAX_FILLED, "a constant of " + n + " elements");
    if (type == DType.FLOAT) {
      float[] values = new float[n];
      Arrays.fill(values, (float) number);
      return Tensor.floats(call.node().name(), call.shape(0), values);
    }
    call.require(type.isInteger() || type == DType.BOOL, "the native engine has no such type");
    long[] values = new long[n];
    Arrays.fill(values, (long) number);
    Literal literal = Literal.ofLongs(type, call.shape(0), values);
    return Tensor.constant(call.node().name(), literal);
  }
}
