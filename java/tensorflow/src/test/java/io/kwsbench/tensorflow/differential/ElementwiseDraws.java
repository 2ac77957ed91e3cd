package io.kwsbench.tensorflow.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** Functions of elements, of one and of two tensors with every broadcast. */
final class ElementwiseDraws {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private ElementwiseDraws() {}

  static final List<Draw> ALL =
      List.of(
          ElementwiseDraws::unary,
          ElementwiseDraws::unary,
          ElementwiseDraws::binary,
          ElementwiseDraws::binary,
          ElementwiseDraws::binary,
          ElementwiseDraws::step,
          ElementwiseDraws::clip,
          ElementwiseDraws::leakyRelu,
          ElementwiseDraws::addN,
          ElementwiseDraws::biasAdd);

  /**
   * A function.
   *
   * @param from where it is drawn: from there
   * @param to … to there
   * @param f itself, rising, falling or with its least at 0
   * @param slope its steepest slope over a range
   */
  private record Function(String op, double from, double to, DoubleUnaryOperator f, Slope slope) {}

  @FunctionalInterface
  private interface Slope {
    double over(double low, double high);
  }

  private static Function gentle(String op, DoubleUnaryOperator f) {
    return new Function(op, -INFINITE, INFINITE, f, (low, high) -> 1.2);
  }

  private static final List<Function> FUNCTIONS =
      List.of(
          gentle("Relu", x -> Math.max(0, x)),
          gentle("Relu6", x -> Math.min(6, Math.max(0, x))),
          gentle("Elu", x -> x > 0 ? x : Math.expm1(x)),
          gentle("Selu", x -> 1.0507 * (x > 0 ? x : 1.67326 * Math.expm1(x))),
          gentle("Sigmoid", x -> 1 / (1 + Math.exp(-x))),
          gentle("Tanh", Math::tanh),
          gentle("Softplus", x -> Math.log1p(Math.exp(x))),
          gentle("Softsign", x -> x / (1 + Math.abs(x))),
          gentle("Abs", Math::abs),
          gentle("Neg", x -> -x),
          gentle("Erf", x -> 1),
          gentle("Erfc", x -> 1),
          gentle("Asinh", x -> Math.log(x + Math.sqrt(x * x + 1))),
          new Function("Sin", -50, 50, Math::signum, (low, high) -> 1),
          new Function("Cos", -50, 50, Math::signum, (low, high) -> 1),
          new Function("Tan", -1, 1, Math::tan, (low, high) -> 4),
          new Function("Sinh", -4, 4, Math::sinh, (low, high) -> 28),
          new Function("Cosh", -4, 4, Math::cosh, (low, high) -> 28),
          new Function(
              "Atanh", -0.9, 0.9, x -> 0.5 * Math.log((1 + x) / (1 - x)), (low, high) -> 6),
          new Function("Acosh", 1.2, 100, x -> Math.log(x + Math.sqrt(x * x - 1)), (l, h) -> 2),
          new Function("Exp", -30, 4, Math::exp, (low, high) -> Math.exp(high)),
          new Function("Expm1", -30, 4, Math::expm1, (low, high) -> Math.exp(high)),
          new Function("Log", 0.1, INFINITE, Math::log, (low, high) -> 1 / low),
          new Function("Log1p", -0.8, INFINITE, Math::log1p, (low, high) -> 1 / (1 + low)),
          new Function("Sqrt", 0.05, INFINITE, Math::sqrt, (low, high) -> 1 / Math.sqrt(low)),
          new Function("Rsqrt", 0.05, INFINITE, x -> 1 / Math.sqrt(x), (l, h) -> Math.pow(l, -1.5)),
          new Function("Reciprocal", 0.1, INFINITE, x -> 1 / x, (low, high) -> 1 / (low * low)),
          new Function("Inv", 0.1, INFINITE, x -> 1 / x, (low, high) -> 1 / (low * low)),
          new Function("Square", -15, 15, x -> x * x, (low, high) -> 30));

  static Optional<Value> unary(Sketch s) {
    Optional<Value> picked = s.pick(Value::isFloat);
    if (picked.isEmpty()) {
      return Optional.empty();
    }
    Value x = picked.get();
    List<Function> fit =
        FUNCTIONS.stream().filter(f -> x.low() >= f.from() && x.high() <= f.to()).toList();
    return apply(s, s.one(fit), x);
  }

  /** The named function, where a value's range is within its own. */
  static Optional<Value> unary(Sketch s, String op, Value x) {
    return FUNCTIONS.stream()
        .filter(f -> f.op().equals(op))
        .filter(f -> x.low() >= f.from() && x.high() <= f.to())
        .findFirst()
        .flatMap(f -> apply(s, f, x));
  }

  private static Optional<Value> apply(Sketch s, Function function, Value x) {
    double a = function.f().applyAsDouble(x.low());
    double b = function.f().applyAsDouble(x.high());
    double low = Math.min(a, b);
    double high = Math.max(a, b);
    boolean turns = List.of("Abs", "Square", "Cosh").contains(function.op());
    if (turns && x.low() < 0 && x.high() > 0) {
      low = function.f().applyAsDouble(0);
    }
    if (List.of("Sin", "Cos", "Erf", "Erfc").contains(function.op())) {
      low = function.op().equals("Erfc") ? 0 : -1;
      high = low + 2;
    }
    boolean exact = List.of("Relu", "Relu6", "Abs", "Neg").contains(function.op());
    Bounds bounds =
        exact
            ? new Bounds(low, high, x.error())
            : Bounds.rounded(low, high, x.error() * function.slope().over(x.low(), x.high()));
    return s.op(function.op(), x.dims(), bounds, x);
  }

  /** Functions with steps: of numbers that all engines have to the last bit. */
  private static Optional<Value> step(Sketch s) {
    return s.pick(v -> v.isFloat() && v.error() == 0)
        .flatMap(
            x -> {
              String op = s.one(List.of("Floor", "Ceil", "Round", "Rint", "Sign"));
              Bounds whole = Bounds.exact(Math.floor(x.low()), Math.ceil(x.high()));
              return s.op(op, x.dims(), op.equals("Sign") ? Bounds.exact(-1, 1) : whole, x);
            });
  }

  private static Optional<Value> clip(Sketch s) {
    return s.pick(Value::isFloat)
        .flatMap(
            x -> {
              float low = (float) (s.random().nextGaussian());
              float high = low + s.random().nextFloat();
              Bounds bounds =
                  new Bounds(
                      Math.min(high, Math.max(low, x.low())),
                      Math.min(high, Math.max(low, x.high())),
                      x.error());
              Value a = s.constant(List.of(), low);
              Value b = s.constant(List.of(), high);
              return s.op("ClipByValue", x.dims(), bounds, x, a, b);
            });
  }

  private static Optional<Value> leakyRelu(Sketch s) {
    return s.pick(Value::isFloat)
        .flatMap(
            x -> {
              float alpha = s.random().nextFloat();
              Bounds bounds =
                  Bounds.rounded(Math.min(0, x.low()), Math.max(0, x.high()), x.error());
              return s.op("LeakyRelu", x.dims(), bounds, List.of(x), g -> g.attr("alpha", alpha));
            });
  }

  private static Optional<Value> addN(Sketch s) {
    return s.pick(Value::isFloat)
        .flatMap(
            x -> {
              List<Value> parts = new ArrayList<>(List.of(x));
              s.all(v -> v.isFloat() && v.dims().equals(x.dims())).stream()
                  .limit(s.number(0, 3))
                  .forEach(parts::add);
              Bounds sum = Bounds.of(x);
              for (Value part : parts.subList(1, parts.size())) {
                sum = sum.plus(Bounds.of(part));
              }
              return s.op("AddN", x.dims(), sum, parts, g -> g.attr("N", parts.size()));
            });
  }

  private static Optional<Value> biasAdd(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() >= 2)
        .flatMap(
            x -> {
              Value bias = s.constant(List.of(x.dim(-1)), -1, 1);
              return s.op("BiasAdd", x.dims(), Bounds.of(x).plus(Bounds.of(bias)), x, bias);
            });
  }

  /** The other argument of a function of two: another tensor, or a constant of any broadcast. */
  static Value other(Sketch s, Value x, double low, double high) {
    if (s.chance(0.5)) {
      List<Value> fit =
          s.all(v -> v.isFloat() && Shapes.broadcast(x.dims(), v.dims()).isPresent()).stream()
              .filter(v -> v.low() >= low && v.high() <= high)
              .toList();
      if (!fit.isEmpty()) {
        return s.one(fit);
      }
    }
    List<Integer> dims = Shapes.spread(s, x.dims());
    return s.constant(dims, Math.max(low, -2), Math.min(high, 2));
  }

  static Optional<Value> binary(Sketch s) {
    Optional<Value> picked = s.pick(Value::isFloat);
    return picked.flatMap(x -> binary(s, x));
  }

  private static Optional<Value> binary(Sketch s, Value x) {
    String op =
        s.one(
            List.of(
                "Add",
                "AddV2",
                "Sub",
                "Mul",
                "Mul",
                "RealDiv",
                "Div",
                "Maximum",
                "Minimum",
                "Pow",
                "SquaredDifference"));
    boolean turned = s.chance(0.4);
    boolean divides = op.equals("RealDiv") || op.equals("Div");
    if (op.equals("Pow")) {
      return power(s, x);
    }
    Value y = divides && !turned ? other(s, x, 0.2, INFINITE) : other(s, x, -INFINITE, INFINITE);
    if (divides && turned && x.low() < 0.2) {
      return Optional.empty();
    }
    return of(s, op, turned ? y : x, turned ? x : y);
  }

  private static Optional<Value> power(Sketch s, Value x) {
    if (x.low() < 0.2 || x.high() > 10) {
      return x.most() < 15
          ? of(s, "Pow", x, s.constant(List.of(), 2), Bounds.rounded(0, 225, 30 * x.error()))
          : Optional.empty();
    }
    float exponent = s.one(List.of(-1f, 0.5f, 1f, 1.5f, 2f, 3f));
    double slope = Math.abs(exponent) * Math.max(100, Math.pow(x.low(), exponent - 1));
    double a = Math.pow(x.low(), exponent);
    double b = Math.pow(x.high(), exponent);
    Bounds bounds = Bounds.rounded(Math.min(a, b), Math.max(a, b), slope * x.error());
    return of(s, "Pow", x, s.constant(List.of(), exponent), bounds);
  }

  /** The named function of two tensors that can be broadcast. */
  static Optional<Value> of(Sketch s, String op, Value a, Value b) {
    Bounds x = Bounds.of(a);
    Bounds y = Bounds.of(b);
    Bounds bounds =
        switch (op) {
          case "Sub" -> x.plus(y.negated());
          case "Mul" -> x.times(y);
          case "RealDiv", "Div" -> x.times(y.inverse());
          case "Maximum" ->
              new Bounds(
                  Math.max(x.low(), y.low()),
                  Math.max(x.high(), y.high()),
                  Math.max(x.error(), y.error()));
          case "Minimum" ->
              new Bounds(
                  Math.min(x.low(), y.low()),
                  Math.min(x.high(), y.high()),
                  Math.max(x.error(), y.error()));
          case "SquaredDifference" -> {
            Bounds apart = x.plus(y.negated());
            yield apart.times(apart);
          }
          default -> x.plus(y);
        };
    return of(s, op, a, b, bounds);
  }

  static Optional<Value> of(Sketch s, String op, Value a, Value b, Bounds bounds) {
    return Shapes.broadcast(a.dims(), b.dims()).flatMap(dims -> s.op(op, dims, bounds, a, b));
  }
}
