package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arithmetic on complex constants, such as the turns of a cosine transform. */
final class ComplexEvaluators {
  private ComplexEvaluators() {}

  /** Puts these before what is there for real numbers. */
  static void addTo(Map<String, Evaluator> all) {
    all.put(
        "Complex",
        (call, in, out) ->
            pairs(
                out.get(0).shape(),
                of(in.get(0)),
                of(in.get(1)),
                (a, b) -> {
                  return new double[] {a[0], b[0]};
                }));
    before(all, "Mul", ComplexEvaluators::times);
    before(all, "Add", ComplexEvaluators::plus);
    before(all, "AddV2", ComplexEvaluators::plus);
    Evaluator real = all.get("Exp");
    all.put(
        "Exp", (call, in, out) -> isComplex(in) ? exp(in.get(0)) : real.evaluate(call, in, out));
    Evaluator cast = all.get("Cast");
    all.put(
        "Cast",
        (call, in, out) ->
            out.get(0).dtype().orElseThrow() == DType.COMPLEX64
                ? pairs(out.get(0).shape(), of(in.get(0)), of(in.get(0)), (a, b) -> a)
                : isComplex(in) ? Optional.empty() : cast.evaluate(call, in, out));
    all.put("Real", (call, in, out) -> part(in.get(0), 0));
    all.put("Imag", (call, in, out) -> part(in.get(0), 1));
  }

  /** A function of two complex numbers. */
  private interface Function {
    double[] apply(double[] a, double[] b);
  }

  /** Elements as complex numbers. */
  private record Numbers(Shape shape, float[] pairs) {
    double[] at(int i) {
      return new double[] {pairs[2 * i], pairs[2 * i + 1]};
    }
  }

  private static boolean isComplex(List<Literal> in) {
    return in.get(0).dtype() == DType.COMPLEX64;
  }

  private static Numbers of(Literal x) {
    if (x.dtype() == DType.COMPLEX64) {
      return new Numbers(x.shape(), x.toPairs());
    }
    float[] pairs = new float[2 * x.size()];
    for (int i = 0; i < x.size(); i++) {
      pairs[2 * i] = (float) x.real(i);
    }
    return new Numbers(x.shape(), pairs);
  }

  private static double[] times(double[] a, double[] b) {
    return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
  }

  private static double[] plus(double[] a, double[] b) {
    return new double[] {a[0] + b[0], a[1] + b[1]};
  }

  private static void before(Map<String, Evaluator> all, String op, Function f) {
    Evaluator real = all.get(op);
    all.put(
        op,
        (call, in, out) ->
            isComplex(in)
                ? pairs(out.get(0).shape(), of(in.get(0)), of(in.get(1)), f)
                : real.evaluate(call, in, out));
  }

  private static Optional<List<Literal>> pairs(Shape shape, Numbers a, Numbers b, Function f) {
    int[] ia = Strides.offsets(shape, 0, Strides.broadcast(a.shape(), shape));
    int[] ib = Strides.offsets(shape, 0, Strides.broadcast(b.shape(), shape));
    float[] pairs = new float[2 * ia.length];
    for (int i = 0; i < ia.length; i++) {
      double[] value = f.apply(a.at(ia[i]), b.at(ib[i]));
      pairs[2 * i] = (float) value[0];
      pairs[2 * i + 1] = (float) value[1];
    }
    return Optional.of(List.of(Literal.ofComplex(shape, pairs)));
  }

  private static Optional<List<Literal>> exp(Literal x) {
    Numbers numbers = of(x);
    return pairs(
        x.shape(),
        numbers,
        numbers,
        (a, b) -> new double[] {Math.exp(a[0]) * Math.cos(a[1]), Math.exp(a[0]) * Math.sin(a[1])});
  }

  private static Optional<List<Literal>> part(Literal x, int which) {
    float[] pairs = x.toPairs();
    float[] values = new float[x.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = pairs[2 * i + which];
    }
    return Optional.of(List.of(Literal.ofFloats(x.shape(), values)));
  }
}
