package io.kwsbench.lower;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Running sums and sums over neighbors, as products with matrices of ones. */
final class ScanLowering {
  private static final int MAX_SIZE = 2048;

  private ScanLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    all.put("Cumsum", ScanLowering::cumulated);
    all.put("LRN", ScanLowering::normalized);
    return all;
  }

  private static List<Tensor> cumulated(LowerCall call) {
    call.requireFloat(0);
    Tensor x = call.in(0);
    long given = call.literal(1).integer(0);
    int axis = Math.toIntExact(given < 0 ? given + x.rank() : given);
    call.require(axis >= 0 && axis < x.rank(), "axis " + given);
    int n = x.dim(axis);
    call.require(n > 0 && n <= MAX_SIZE, "a sum along " + n);
    boolean exclusive = call.node().boolAttr("exclusive", false);
    boolean reverse = call.node().boolAttr("reverse", false);
    float[] ones = new float[n * n];
    for (int from = 0; from < n; from++) {
      for (int to = 0; to < n; to++) {
        boolean before = reverse ? from > to : from < to;
        ones[from * n + to] = before || (from == to && !exclusive) ? 1 : 0;
      }
    }
    int inner = 1;
    for (int i = axis + 1; i < x.rank(); i++) {
      inner *= x.dim(i);
    }
    int outer = x.elements() / (n * inner);
    Tensor rows = turned(call, x, outer, n, inner, "last");
    Tensor sums = product(call, rows, outer * inner, n, ones);
    return List.of(call.reshaped(turned(call, sums, outer, inner, n, "back"), call.shape(0)));
  }

  /** {@code [outer][a][b]} to {@code [outer][b][a]}. */
  private static Tensor turned(LowerCall call, Tensor x, int outer, int a, int b, String what) {
    if (a == 1 || b == 1) {
      return x;
    }
    OpKind view = new OpKind.View(0, List.of(outer, b, a), List.of(a * b, 1, b));
    return call.between(view, what, DType.FLOAT, Shape.of(outer, b, a), x);
  }

  private static Tensor product(LowerCall call, Tensor x, int rows, int n, float[] matrix) {
    Tensor weights = Tensor.floats(call.node().name() + "/ones", Shape.of(n, n), matrix);
    OpKind dense = new OpKind.Dense(rows, n, n, UnaryFunction.IDENTITY);
    return call.between(
        dense, "sums", DType.FLOAT, Shape.of(rows, n), x, weights, Tensor.NONE, Tensor.NONE);
  }

  /** x / (bias + alpha Σ x²)^beta, the sum over channels at most a radius away. */
  private static List<Tensor> normalized(LowerCall call) {
    call.requireFloat(0);
    Tensor x = call.in(0);
    int n = x.dim(-1);
    call.require(n > 0 && n <= MAX_SIZE, n + " channels");
    long radius = call.node().intAttr("depth_radius", 5);
    float alpha = (float) call.node().realAttr("alpha", 1);
    float bias = (float) call.node().realAttr("bias", 1);
    float beta = (float) call.node().realAttr("beta", 0.5);
    float[] band = new float[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        band[i * n + j] = Math.abs(i - j) <= radius ? alpha : 0;
      }
    }
    Shape shape = call.shape(0);
    Tensor squares =
        call.between(
            new OpKind.Unary(UnaryFunction.of(UnaryFn.SQUARE)), "squares", DType.FLOAT, shape, x);
    Tensor sums = call.reshaped(product(call, squares, x.elements() / n, n, band), shape);
    OpKind add = new OpKind.Unary(UnaryFunction.affine(1, bias));
    Tensor shifted = call.between(add, "shifted", DType.FLOAT, shape, sums);
    Tensor exponent =
        Tensor.floats(call.node().name() + "/beta", Shape.SCALAR, new float[] {-beta});
    OpKind power = new OpKind.Binary(BinaryFn.POW, UnaryFunction.IDENTITY);
    Tensor scale = call.between(power, "scale", DType.FLOAT, shape, shifted, exponent);
    return call.emit(new OpKind.Binary(BinaryFn.MUL, UnaryFunction.IDENTITY), x, scale);
  }
}
