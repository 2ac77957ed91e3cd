package io.kwsbench.tensorflow.differential;

import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Optional;
import org.tensorflow.proto.DataType;

/** Truths, integers, and what is chosen by them. */
final class TruthDraws {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private TruthDraws() {}

  static final List<Draw> ALL =
      List.of(TruthDraws::select, TruthDraws::truth, TruthDraws::integers, TruthDraws::noNan);

  /** One side or the other, by a comparison of numbers that all engines have to the last bit. */
  private static Optional<Value> select(Sketch s) {
    Optional<Value> condition = s.pick(v -> v.type() == DType.BOOL);
    if (condition.isEmpty()) {
      return truth(s);
    }
    List<Integer> dims = condition.get().dims();
    List<Value> fit = s.all(v -> v.isFloat() && v.dims().equals(dims));
    Value a = fit.isEmpty() ? s.constant(dims, -2, 2) : s.one(fit);
    Value b = s.chance(0.5) || fit.isEmpty() ? s.constant(dims, -2, 2) : s.one(fit);
    Bounds bounds = Bounds.any(List.of(a, b));
    if (s.chance(0.5)) {
      return s.op("Select", dims, bounds, condition.get(), a, b);
    }
    Value one = ElementwiseDraws.other(s, a, -INFINITE, INFINITE);
    return Shapes.broadcast(dims, one.dims())
        .flatMap(
            all ->
                s.op(
                    "SelectV2",
                    all,
                    Bounds.any(List.of(a, one)),
                    condition.get(),
                    s.chance(0.5) ? a : s.constant(List.of(), (float) a.low()),
                    one));
  }

  private static Optional<Value> truth(Sketch s) {
    List<Value> truths = s.all(v -> v.type() == DType.BOOL);
    if (!truths.isEmpty() && s.chance(0.5)) {
      Value a = s.one(truths);
      if (s.chance(0.4)) {
        return s.op("LogicalNot", DType.BOOL, a.dims(), Bounds.exact(0, 1), List.of(a), g -> g);
      }
      Value b = s.one(truths);
      String op = s.one(List.of("LogicalAnd", "LogicalOr"));
      return Shapes.broadcast(a.dims(), b.dims())
          .flatMap(dims -> s.op(op, DType.BOOL, dims, Bounds.exact(0, 1), List.of(a, b), g -> g));
    }
    return s.pick(v -> v.isFloat() && v.error() == 0)
        .flatMap(
            x -> {
              Value y =
                  s.one(
                      s.all(
                          v ->
                              v.isFloat()
                                  && v.error() == 0
                                  && Shapes.broadcast(x.dims(), v.dims()).isPresent()));
              Value right = s.chance(0.5) ? y : s.constant(Shapes.spread(s, x.dims()), -1, 1);
              String op =
                  s.one(
                      List.of("Less", "LessEqual", "Greater", "GreaterEqual", "Equal", "NotEqual"));
              return s.op(
                  op,
                  DType.BOOL,
                  Shapes.broadcast(x.dims(), right.dims()).orElseThrow(),
                  Bounds.exact(0, 1),
                  List.of(x, right),
                  Sketch::floats);
            });
  }

  /** Truths as numbers, numbers as integers, and arithmetic on those. */
  private static Optional<Value> integers(Sketch s) {
    List<Value> ints = s.all(v -> v.type() == DType.INT32);
    if (!ints.isEmpty() && s.chance(0.6)) {
      Value a = s.one(ints);
      if (s.chance(0.4)) {
        return cast(s, a, DType.FLOAT);
      }
      Value b = s.one(ints);
      String op = s.one(List.of("Add", "Sub", "Mul", "Maximum", "Minimum"));
      Bounds x = Bounds.of(a);
      Bounds product = x.times(Bounds.of(b));
      Bounds sum = x.plus(Bounds.of(b)).or(x.plus(Bounds.of(b).negated()));
      Bounds both = product.or(sum);
      return Shapes.broadcast(a.dims(), b.dims())
          .flatMap(
              dims ->
                  s.op(
                      op,
                      DType.INT32,
                      dims,
                      Bounds.exact(both.low(), both.high()),
                      List.of(a, b),
                      g -> g.type("T", DataType.DT_INT32)));
    }
    Optional<Value> truth = s.pick(v -> v.type() == DType.BOOL);
    if (truth.isPresent() && s.chance(0.5)) {
      return cast(s, truth.get(), s.chance(0.5) ? DType.FLOAT : DType.INT32);
    }
    return s.pick(v -> v.isFloat() && v.error() == 0).flatMap(x -> cast(s, x, DType.INT32));
  }

  private static Optional<Value> cast(Sketch s, Value x, DType to) {
    return s.op(
        "Cast",
        to,
        x.dims(),
        Bounds.of(x),
        List.of(x),
        g -> g.type("SrcT", Sketch.proto(x.type())).type("DstT", Sketch.proto(to)));
  }

  /** Division and product in which a zero wins, whatever it meets. */
  private static Optional<Value> noNan(Sketch s) {
    return s.pick(v -> v.isFloat() && v.error() == 0)
        .flatMap(
            x -> {
              float[] numbers = new float[x.rank() == 0 ? 1 : x.dim(-1)];
              for (int i = 0; i < numbers.length; i++) {
                numbers[i] = s.chance(0.4) ? 0 : 1 + s.random().nextFloat();
              }
              Value y = s.constant(List.of(numbers.length), numbers);
              Bounds bounds = Bounds.rounded(-2 * x.most(), 2 * x.most(), 0);
              String op = s.chance(0.5) ? "DivNoNan" : "MulNoNan";
              return ElementwiseDraws.of(s, op, x, y, bounds);
            });
  }
}
