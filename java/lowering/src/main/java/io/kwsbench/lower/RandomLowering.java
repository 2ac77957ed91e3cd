package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Program;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Random numbers that decide nothing: a dropout that keeps all ({@code floor(1 + u)}, {@code u ≥
 * 0}) is what is left of training in many a frozen graph. Where a random number could make a
 * difference the graph is refused.
 */
final class RandomLowering {
  private RandomLowering() {}

  static Map<String, OpLowering> all() {
    OpLowering random = call -> call.emit(new OpKind.Random(call.node().op()));
    return Map.of(
        "RandomUniform", random, "RandomStandardNormal", random, "TruncatedNormal", random);
  }

  /**
   * @throws KwsException when a program needs random numbers
   */
  static void requireNone(Program program) {
    for (Op op : program.ops()) {
      if (op.kind() instanceof OpKind.Random random) {
        throw new KwsException(
            "node "
                + op.nodes().get(0)
                + " ("
                + random.op()
                + "): the output would depend on random numbers, which the native engine lacks");
      }
    }
  }

  /** From {@code low} up to but without {@code high}. */
  private record Interval(double low, double high) {}

  /** The range of a uniform random tensor after scaling and shifting. */
  private static Optional<Interval> interval(LowerCall call, Tensor x) {
    Optional<Op> maker = call.maker(x);
    if (maker.isEmpty()) {
      return Optional.empty();
    }
    OpKind kind = maker.get().kind();
    if (kind instanceof OpKind.Random random) {
      return random.op().equals("RandomUniform")
          ? Optional.of(new Interval(0, 1))
          : Optional.empty();
    }
    if (kind instanceof OpKind.Unary unary
        && unary.fn().kind() == UnaryFn.AFFINE
        && unary.fn().alpha() > 0) {
      UnaryFunction fn = unary.fn();
      return interval(call, maker.get().in(0))
          .map(
              i ->
                  new Interval(
                      fn.alpha() * i.low() + fn.beta(), fn.alpha() * i.high() + fn.beta()));
    }
    return Optional.empty();
  }

  /** The one value that {@code floor} can have. */
  static Optional<Tensor> floor(LowerCall call) {
    return interval(call, call.in(0))
        .filter(i -> Math.floor(i.low()) == Math.ceil(i.high()) - 1)
        .map(i -> filled(call, Math.floor(i.low())));
  }

  /** The value of {@code u ≥ c} (or {@code u < c}) if it is the same for every {@code u}. */
  static Optional<Tensor> compared(LowerCall call, BinaryFn fn) {
    Optional<Literal> bound = call.in(1).value().filter(v -> v.isNumeric() && v.size() == 1);
    if (bound.isEmpty() || call.in(0).isConstant()) {
      return Optional.empty();
    }
    double c = bound.get().real(0);
    return switch (fn) {
      case GREATER_EQUAL -> interval(call, call.in(0)).flatMap(i -> decided(call, i, c, 1));
      case LESS -> interval(call, call.in(0)).flatMap(i -> decided(call, i, c, 0));
      default -> Optional.empty();
    };
  }

  private static Optional<Tensor> decided(LowerCall call, Interval i, double c, int above) {
    if (i.low() >= c) {
      return Optional.of(filled(call, above));
    }
    return i.high() <= c ? Optional.of(filled(call, 1 - above)) : Optional.empty();
  }

  private static Tensor filled(LowerCall call, double value) {
    int n = Math.toIntExact(call.shape(0).elements().orElseThrow());
    call.require(n <= 1 << 22, "a constant of " + n + " elements");
    if (call.dtype(0) == DType.BOOL) {
      long[] values = new long[n];
      Arrays.fill(values, (long) value);
      Literal literal = Literal.ofLongs(DType.BOOL, call.shape(0), values);
      return Tensor.constant(call.node().name(), literal);
    }
    float[] values = new float[n];
    Arrays.fill(values, (float) value);
    return Tensor.floats(call.node().name(), call.shape(0), values);
  }
}
