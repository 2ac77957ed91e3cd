package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.LongBinaryOperator;

/**
 * Element by element. Reals are computed in double and rounded once, which for + − × ÷ √ is what
 * float arithmetic gives.
 */
final class ElementwiseEvaluators {
  private ElementwiseEvaluators() {}

  static Map<String, Evaluator> all() {
    Map<String, Evaluator> all = new HashMap<>();
    unary(all);
    binary(all);
    comparison(all);
    all.put("Cast", (call, in, out) -> one(cast(in.get(0), out.get(0).dtype().orElseThrow())));
    all.put("Select", ElementwiseEvaluators::select);
    all.put("SelectV2", ElementwiseEvaluators::select);
    all.put("ZerosLike", (call, in, out) -> constant(out.get(0), 0));
    all.put("OnesLike", (call, in, out) -> constant(out.get(0), 1));
    all.put("Fill", (call, in, out) -> fill(in.get(1), out.get(0)));
    all.put("Range", (call, in, out) -> progression(in, out.get(0)));
    all.put("LinSpace", (call, in, out) -> linSpace(in, out.get(0)));
    all.put("FakeQuantWithMinMaxVars", (call, in, out) -> one(quantized(call, in)));
    all.put("FakeQuantWithMinMaxVarsPerChannel", (call, in, out) -> one(quantized(call, in)));
    all.put("LogicalNot", (call, in, out) -> not(in.get(0)));
    return all;
  }

  static Optional<List<Literal>> one(Literal value) {
    return Optional.of(List.of(value));
  }

  private static void unary(Map<String, Evaluator> all) {
    put(all, "Relu", x -> Math.max(x, 0));
    put(all, "Relu6", x -> Math.min(Math.max(x, 0), 6));
    put(all, "Sigmoid", x -> 1 / (1 + Math.exp(-x)));
    put(all, "Tanh", Math::tanh);
    put(all, "Exp", Math::exp);
    put(all, "Expm1", Math::expm1);
    put(all, "Log", Math::log);
    put(all, "Log1p", Math::log1p);
    put(all, "Sqrt", Math::sqrt);
    put(all, "Rsqrt", x -> 1 / Math.sqrt(x));
    put(all, "Square", x -> x * x);
    put(all, "Neg", x -> -x);
    put(all, "Abs", Math::abs);
    put(all, "Sign", Math::signum);
    put(all, "Floor", Math::floor);
    put(all, "Ceil", Math::ceil);
    put(all, "Round", Math::rint);
    put(all, "Rint", Math::rint);
    put(all, "Reciprocal", x -> 1 / x);
    put(all, "Inv", x -> 1 / x);
    put(all, "Sin", Math::sin);
    put(all, "Cos", Math::cos);
  }

  private static void put(Map<String, Evaluator> all, String op, DoubleUnaryOperator f) {
    all.put(
        op,
        (call, in, out) -> {
          Literal x = in.get(0);
          if (!x.isNumeric()) {
            return Optional.empty();
          }
          double[] values = new double[x.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = f.applyAsDouble(x.real(i));
          }
          return one(of(x.dtype(), x.shape(), values));
        });
  }

  private static Literal of(DType dtype, Shape shape, double[] values) {
    if (dtype.isReal()) {
      return Literal.ofReals(dtype, shape, values);
    }
    long[] longs = new long[values.length];
    for (int i = 0; i < longs.length; i++) {
      longs[i] = (long) values[i];
    }
    return Literal.ofLongs(dtype, shape, longs);
  }

  private static void binary(Map<String, Evaluator> all) {
    put(all, "Add", Double::sum, Long::sum);
    put(all, "AddV2", Double::sum, Long::sum);
    put(all, "BiasAdd", Double::sum, Long::sum);
    put(all, "Sub", (a, b) -> a - b, (a, b) -> a - b);
    put(all, "Mul", (a, b) -> a * b, (a, b) -> a * b);
    put(all, "RealDiv", (a, b) -> a / b, ElementwiseEvaluators::quotient);
    put(all, "Div", (a, b) -> a / b, ElementwiseEvaluators::quotient);
    put(all, "TruncateDiv", (a, b) -> a / b, ElementwiseEvaluators::quotient);
    put(all, "Maximum", Math::max, Math::max);
    put(all, "Minimum", Math::min, Math::min);
    put(all, "Pow", Math::pow, (a, b) -> (long) Math.pow(a, b));
    put(all, "SquaredDifference", (a, b) -> (a - b) * (a - b), (a, b) -> (a - b) * (a - b));
    put(all, "FloorDiv", (a, b) -> Math.floor(a / b), (a, b) -> Math.floorDiv(a, nonZero(b)));
    put(
        all,
        "FloorMod",
        (a, b) -> a - b * Math.floor(a / b),
        (a, b) -> Math.floorMod(a, nonZero(b)));
  }

  private static long nonZero(long divisor) {
    if (divisor == 0) {
      throw new IllegalArgumentException("division by zero");
    }
    return divisor;
  }

  private static long quotient(long a, long b) {
    return a / nonZero(b);
  }

  private static void put(
      Map<String, Evaluator> all, String op, DoubleBinaryOperator f, LongBinaryOperator g) {
    all.put(
        op,
        (call, in, out) -> {
          Literal a = in.get(0);
          Literal b = in.get(1);
          if (!numbers(a, b) || a.dtype() == DType.BOOL || call.inputs().size() != 2) {
            return Optional.empty();
          }
          Shape shape = out.get(0).shape();
          int[] ia = Strides.offsets(shape, 0, Strides.broadcast(a.shape(), shape));
          int[] ib = Strides.offsets(shape, 0, Strides.broadcast(b.shape(), shape));
          if (a.dtype().isReal()) {
            double[] values = new double[ia.length];
            for (int i = 0; i < values.length; i++) {
              values[i] = f.applyAsDouble(a.real(ia[i]), b.real(ib[i]));
            }
            return one(Literal.ofReals(a.dtype(), shape, values));
          }
          long[] values = new long[ia.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = g.applyAsLong(a.integer(ia[i]), b.integer(ib[i]));
          }
          return one(Literal.ofLongs(a.dtype(), shape, values));
        });
  }

  private static boolean numbers(Literal a, Literal b) {
    return a.isNumeric() && b.isNumeric() && a.dtype() == b.dtype();
  }

  /** Comparisons of two numbers. */
  private interface Test {
    boolean holds(double a, double b);
  }

  private static void comparison(Map<String, Evaluator> all) {
    put(all, "Equal", (a, b) -> a == b);
    put(all, "NotEqual", (a, b) -> a != b);
    put(all, "Less", (a, b) -> a < b);
    put(all, "LessEqual", (a, b) -> a <= b);
    put(all, "Greater", (a, b) -> a > b);
    put(all, "GreaterEqual", (a, b) -> a >= b);
    put(all, "LogicalAnd", (a, b) -> a != 0 && b != 0);
    put(all, "LogicalOr", (a, b) -> a != 0 || b != 0);
  }

  private static void put(Map<String, Evaluator> all, String op, Test test) {
    all.put(
        op,
        (call, in, out) -> {
          Literal a = in.get(0);
          Literal b = in.get(1);
          if (!numbers(a, b)) {
            return Optional.empty();
          }
          Shape shape = out.get(0).shape();
          int[] ia = Strides.offsets(shape, 0, Strides.broadcast(a.shape(), shape));
          int[] ib = Strides.offsets(shape, 0, Strides.broadcast(b.shape(), shape));
          long[] values = new long[ia.length];
          for (int i = 0; i < values.length; i++) {
            values[i] = test.holds(a.real(ia[i]), b.real(ib[i])) ? 1 : 0;
          }
          return one(Literal.ofLongs(DType.BOOL, shape, values));
        });
  }

  private static Literal cast(Literal x, DType to) {
    if (to.isReal()) {
      double[] values = new double[x.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = x.real(i);
      }
      return Literal.ofReals(to, x.shape(), values);
    }
    long[] values = new long[x.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = to == DType.BOOL ? (x.real(i) != 0 ? 1 : 0) : narrowed(x.integer(i), to);
    }
    return Literal.ofLongs(to, x.shape(), values);
  }

  private static long narrowed(long value, DType to) {
    return switch (to) {
      case INT8 -> (byte) value;
      case UINT8 -> value & 0xff;
      case INT16 -> (short) value;
      case UINT16 -> value & 0xffff;
      case INT32 -> (int) value;
      default -> value;
    };
  }

  private static Optional<List<Literal>> select(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    Literal condition = in.get(0);
    Shape shape = out.get(0).shape();
    boolean perRow =
        call.node().op().equals("Select") && condition.shape().rank() == 1 && shape.rank() > 1;
    if (perRow || !numbers(in.get(1), in.get(2))) {
      return Optional.empty();
    }
    int[] c = Strides.offsets(shape, 0, Strides.broadcast(condition.shape(), shape));
    int[] a = Strides.offsets(shape, 0, Strides.broadcast(in.get(1).shape(), shape));
    int[] b = Strides.offsets(shape, 0, Strides.broadcast(in.get(2).shape(), shape));
    double[] values = new double[c.length];
    for (int i = 0; i < values.length; i++) {
      boolean taken = condition.integer(c[i]) != 0;
      values[i] = taken ? in.get(1).real(a[i]) : in.get(2).real(b[i]);
    }
    return one(of(in.get(1).dtype(), shape, values));
  }

  private static Optional<List<Literal>> not(Literal x) {
    long[] values = new long[x.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = x.integer(i) == 0 ? 1 : 0;
    }
    return one(Literal.ofLongs(DType.BOOL, x.shape(), values));
  }

  /** A range for all, or one for each element of the last axis. */
  private static Literal quantized(OpCall call, List<Literal> in) {
    float[] values = in.get(0).toFloats();
    int n = in.get(1).size();
    QuantizationRange[] ranges = new QuantizationRange[n];
    for (int c = 0; c < n; c++) {
      ranges[c] =
          QuantizationRange.of(
              (float) in.get(1).real(c),
              (float) in.get(2).real(c),
              call.node().intAttr("num_bits", 8),
              call.node().boolAttr("narrow_range", false));
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = ranges[i % n].quantized(values[i]);
    }
    return Literal.ofFloats(in.get(0).shape(), values);
  }

  private static Optional<List<Literal>> constant(TensorInfo out, double value) {
    if (out.dtype().orElseThrow() == DType.STRING) {
      return Optional.empty();
    }
    double[] values = new double[Math.toIntExact(out.shape().elements().orElseThrow())];
    Arrays.fill(values, value);
    return one(of(out.dtype().orElseThrow(), out.shape(), values));
  }

  private static Optional<List<Literal>> fill(Literal value, TensorInfo out) {
    int n = Math.toIntExact(out.shape().elements().orElseThrow());
    return value.size() != 1 ? Optional.empty() : one(value.pick(out.shape(), new int[n]));
  }

  private static Optional<List<Literal>> progression(List<Literal> in, TensorInfo out) {
    int n = Math.toIntExact(out.shape().elements().orElseThrow());
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = in.get(0).real(0) + i * in.get(2).real(0);
    }
    return one(of(in.get(0).dtype(), out.shape(), values));
  }

  private static Optional<List<Literal>> linSpace(List<Literal> in, TensorInfo out) {
    int n = Math.toIntExact(out.shape().elements().orElseThrow());
    double start = in.get(0).real(0);
    double step = n > 1 ? (in.get(1).real(0) - start) / (n - 1) : 0;
    double[] values = new double[n];
    for (int i = 0; i < n; i++) {
      values[i] = start + i * step;
    }
    return one(of(in.get(0).dtype(), out.shape(), values));
  }
}
