package io.kwsbench.graph.shape;

import static io.kwsbench.graph.shape.ElementwiseEvaluators.one;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;

/** Reductions and matrix products of constants. */
final class ReductionEvaluators {
  /** Multiply-adds that folding spends on one matrix product. */
  private static final long MAX_PRODUCTS = 1L << 24;

  private ReductionEvaluators() {}

  static Map<String, Evaluator> all() {
    Map<String, Evaluator> all = new HashMap<>();
    put(all, "Sum", 0, Double::sum);
    put(all, "Mean", 0, Double::sum);
    put(all, "Prod", 1, (a, b) -> a * b);
    put(all, "Max", Double.NEGATIVE_INFINITY, Math::max);
    put(all, "Min", Double.POSITIVE_INFINITY, Math::min);
    put(all, "All", 1, (a, b) -> a * b);
    put(all, "Any", 0, Math::max);
    all.put("MatMul", ReductionEvaluators::matMul);
    return all;
  }

  private static void put(
      Map<String, Evaluator> all, String op, double start, DoubleBinaryOperator f) {
    all.put(op, (call, in, out) -> reduce(call, in, out.get(0), start, f));
  }

  private static Optional<List<Literal>> reduce(
      OpCall call, List<Literal> in, TensorInfo out, double start, DoubleBinaryOperator f) {
    Literal x = in.get(0);
    if (!x.isNumeric() || !in.get(1).dtype().isInteger()) {
      return Optional.empty();
    }
    boolean[] gone = ReductionRules.reduced(call, x.shape(), in.get(1).toLongs());
    long[] kept = x.shape().dims();
    for (int i = 0; i < kept.length; i++) {
      kept[i] = gone[i] ? 1 : kept[i];
    }
    Shape keptShape = Shape.of(kept);
    int[] places = Strides.offsets(x.shape(), 0, Strides.broadcast(keptShape, x.shape()));
    double[] values = new double[Math.toIntExact(out.shape().elements().orElseThrow())];
    Arrays.fill(values, start);
    for (int i = 0; i < places.length; i++) {
      values[places[i]] = f.applyAsDouble(values[places[i]], x.real(i));
    }
    if (call.node().op().equals("Mean")) {
      double n = (double) x.size() / values.length;
      Arrays.setAll(values, i -> values[i] / n);
    }
    DType dtype = x.dtype();
    return one(
        dtype.isReal()
            ? Literal.ofReals(dtype, out.shape(), values)
            : Literal.ofLongs(
                dtype, out.shape(), Arrays.stream(values).mapToLong(v -> (long) v).toArray()));
  }

  private static Optional<List<Literal>> matMul(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    Literal a = in.get(0);
    Literal b = in.get(1);
    boolean ta = call.node().boolAttr("transpose_a", false);
    boolean tb = call.node().boolAttr("transpose_b", false);
    int m = (int) out.get(0).shape().dim(0);
    int n = (int) out.get(0).shape().dim(1);
    int k = (int) a.shape().dim(ta ? 0 : 1);
    if (!a.dtype().isReal() || a.dtype() != b.dtype() || (double) m * n * k > MAX_PRODUCTS) {
      return Optional.empty();
    }
    double[] values = new double[m * n];
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int l = 0; l < k; l++) {
          sum += a.real(ta ? l * m + i : i * k + l) * b.real(tb ? j * k + l : l * n + j);
        }
        values[i * n + j] = sum;
      }
    }
    return one(Literal.ofReals(a.dtype(), out.get(0).shape(), values));
  }
}
