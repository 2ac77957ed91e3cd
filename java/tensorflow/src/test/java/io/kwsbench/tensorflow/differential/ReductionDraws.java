package io.kwsbench.tensorflow.differential;

import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reductions over every set of axes, softmax in one node and in five, and what nearly is one. */
final class ReductionDraws {
  private ReductionDraws() {}

  static final List<Draw> ALL =
      List.of(
          ReductionDraws::reduce,
          ReductionDraws::reduce,
          ReductionDraws::reduce,
          ReductionDraws::softmax,
          ReductionDraws::spelledSoftmax,
          ReductionDraws::spelledSoftmax,
          ReductionDraws::best,
          ReductionDraws::truths,
          ReductionDraws::cumsum,
          ReductionDraws::top);

  static List<Integer> axes(Sketch s, Value x) {
    double share = s.one(List.of(0.3, 0.5, 0.8));
    List<Integer> axes = IntStream.range(0, x.rank()).filter(i -> s.chance(share)).boxed().toList();
    return axes.isEmpty() && s.chance(0.9) && x.rank() > 0
        ? List.of(s.number(0, x.rank() - 1))
        : axes;
  }

  static List<Integer> reduced(Value x, List<Integer> axes, boolean keep) {
    List<Integer> dims = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (!axes.contains(i)) {
        dims.add(x.dim(i));
      } else if (keep) {
        dims.add(1);
      }
    }
    return dims;
  }

  private static Optional<Value> reduce(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() > 0)
        .flatMap(
            x -> {
              String op = s.one(List.of("Sum", "Mean", "Max", "Min", "Prod", "EuclideanNorm"));
              return reduce(s, op, x, axes(s, x), s.chance(0.5));
            });
  }

  static Optional<Value> reduce(Sketch s, String op, Value x, List<Integer> axes, boolean keep) {
    List<Integer> dims = reduced(x, axes, keep);
    int n = x.elements() / Math.max(1, Shapes.product(dims));
    if (op.equals("Prod") && (n > 12 || x.most() > 1.5)) {
      return Optional.empty();
    }
    // a root of a sum near zero is steep
    if (op.equals("EuclideanNorm") && x.low() < 0.2) {
      return Optional.empty();
    }
    Bounds bounds =
        switch (op) {
          case "Sum" ->
              Bounds.rounded(n * x.low(), n * x.high(), n * x.error() + n * x.most() * 2e-7);
          case "Mean" -> Bounds.rounded(x.low(), x.high(), x.error() + n * x.most() * 1e-8);
          case "Prod" -> {
            double most = Math.pow(Math.max(1, x.most()), n);
            yield Bounds.rounded(-most, most, n * most * (x.error() + 1e-7));
          }
          case "EuclideanNorm" -> Bounds.rounded(x.low(), n * x.high(), n * x.error());
          default -> Bounds.of(x);
        };
    List<Integer> given = axes.stream().map(a -> s.chance(0.3) ? a - x.rank() : a).toList();
    return s.op(op, dims, bounds, List.of(x, s.vector(given)), g -> g.attr("keep_dims", keep));
  }

  private static Optional<Value> softmax(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() > 0)
        .flatMap(
            x ->
                s.chance(0.6)
                    ? s.op("Softmax", x.dims(), Bounds.rounded(0, 1, x.error()), x)
                    : s.op(
                        "LogSoftmax",
                        x.dims(),
                        Bounds.rounded(-2 * x.most() - 7, 0, 3 * x.error()),
                        x));
  }

  /**
   * exp(x − max x) / Σ exp(x − max x) with axes that agree or not, dimensions that are kept or not,
   * arguments in order or turned.
   */
  private static Optional<Value> spelledSoftmax(Sketch s) {
    // numbers near zero, so that no quotient of exponentials is a large one
    return s.pick(v -> v.isFloat() && v.rank() >= 1)
        .flatMap(x -> x.most() > 1 ? ElementwiseDraws.unary(s, "Tanh", x) : Optional.of(x))
        .flatMap(x -> spelled(s, x));
  }

  private static Optional<Value> spelled(Sketch s, Value x) {
    int last = x.rank() - 1;
    List<Integer> maxAxes = s.chance(0.6) ? List.of(last) : axes(s, x);
    List<Integer> sumAxes = s.chance(0.6) ? List.of(last) : axes(s, x);
    Value from = s.chance(0.85) ? x : ElementwiseDraws.other(s, x, -5, 5);
    Optional<Value> max =
        reduce(s, s.chance(0.85) ? "Max" : "Min", from, clip(maxAxes, from), s.chance(0.8));
    if (max.isEmpty()) {
      return max;
    }
    Optional<Value> apart =
        s.chance(0.9)
            ? ElementwiseDraws.of(s, "Sub", x, max.get())
            : ElementwiseDraws.of(s, "Sub", max.get(), x);
    Optional<Value> exp = apart.flatMap(v -> ElementwiseDraws.unary(s, "Exp", v));
    if (exp.isEmpty()) {
      return apart;
    }
    Value e = exp.get();
    Optional<Value> sum =
        reduce(s, s.chance(0.9) ? "Sum" : "Mean", e, clip(sumAxes, e), s.chance(0.7));
    if (sum.isEmpty() || Shapes.broadcast(e.dims(), sum.get().dims()).isEmpty()) {
      return exp;
    }
    boolean turned = s.chance(0.1);
    return ElementwiseDraws.of(s, "RealDiv", turned ? sum.get() : e, turned ? e : sum.get())
        .or(() -> exp);
  }

  private static List<Integer> clip(List<Integer> axes, Value x) {
    return axes.stream().filter(axis -> axis < x.rank()).toList();
  }

  private static Optional<Value> best(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() > 0 && v.error() == 0)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              DType type = s.one(List.of(DType.INT32, DType.INT64));
              return s.op(
                  s.one(List.of("ArgMax", "ArgMin")),
                  type,
                  Shapes.without(x.dims(), axis),
                  Bounds.exact(0, x.dim(axis)),
                  List.of(x, s.scalar(axis)),
                  g -> Sketch.floats(g).type("output_type", Sketch.proto(type)));
            });
  }

  private static Optional<Value> truths(Sketch s) {
    return s.pick(v -> v.type() == DType.BOOL && v.rank() > 0)
        .flatMap(
            x -> {
              List<Integer> axes = axes(s, x);
              boolean keep = s.chance(0.5);
              return s.op(
                  s.one(List.of("All", "Any")),
                  DType.BOOL,
                  reduced(x, axes, keep),
                  Bounds.exact(0, 1),
                  List.of(x, s.vector(axes)),
                  g -> g.attr("keep_dims", keep));
            });
  }

  private static Optional<Value> cumsum(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() > 0)
        .flatMap(
            x -> {
              int axis = s.number(0, x.rank() - 1);
              boolean exclusive = s.chance(0.3);
              boolean reverse = s.chance(0.3);
              return s.op(
                  "Cumsum",
                  x.dims(),
                  Bounds.sums(x, x.dim(axis), 1),
                  List.of(x, s.scalar(axis)),
                  g -> g.attr("exclusive", exclusive).attr("reverse", reverse));
            });
  }

  private static Optional<Value> top(Sketch s) {
    return s.pick(v -> v.isFloat() && v.rank() > 0)
        .flatMap(
            x -> {
              int k = s.number(1, Math.min(IndexDraws.MAX_TOP, x.dim(-1)));
              List<Integer> dims = Shapes.with(x.dims(), x.rank() - 1, k);
              return s.op(
                  "TopKV2",
                  dims,
                  Bounds.of(x),
                  List.of(x, s.scalar(k)),
                  g -> g.attr("sorted", true));
            });
  }
}
