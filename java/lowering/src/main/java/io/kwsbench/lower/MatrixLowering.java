package io.kwsbench.lower;

import io.kwsbench.graph.Literal;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Matrix products, softmax and reductions. */
final class MatrixLowering {
  private MatrixLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    all.put("MatMul", MatrixLowering::matMul);
    all.put("BatchMatMul", MatrixLowering::batchMatMul);
    all.put("BatchMatMulV2", MatrixLowering::batchMatMul);
    all.put("BatchMatMulV3", MatrixLowering::batchMatMul);
    all.put("Softmax", call -> softmax(call, false));
    all.put("LogSoftmax", call -> softmax(call, true));
    return all;
  }

  private static List<Tensor> matMul(LowerCall call) {
    boolean ta = call.node().boolAttr("transpose_a", false);
    boolean tb = call.node().boolAttr("transpose_b", false);
    return product(call, ta, tb, 1);
  }

  private static List<Tensor> batchMatMul(LowerCall call) {
    boolean ta = call.node().boolAttr("adj_x", false);
    boolean tb = call.node().boolAttr("adj_y", false);
    Shape out = call.shape(0);
    long batch = 1;
    for (int i = 0; i < out.rank() - 2; i++) {
      batch = Math.multiplyExact(batch, out.dim(i));
    }
    return product(call, ta, tb, Math.toIntExact(batch));
  }

  private static List<Tensor> product(LowerCall call, boolean ta, boolean tb, int batch) {
    call.requireFloat(0, 1);
    Tensor a = call.in(0);
    Tensor b = call.in(1);
    int m = Math.toIntExact(call.shape(0).dim(-2));
    int n = Math.toIntExact(call.shape(0).dim(-1));
    int k = a.dim(ta ? -2 : -1);
    boolean sharedA = shared(call, a, m, k, batch);
    boolean sharedB = shared(call, b, k, n, batch);
    boolean plainA = !ta || m == 1 || k == 1;
    if (b.isConstant() && sharedB && plainA && (batch == 1 || !sharedA)) {
      boolean asIs = !tb && b.shape().equals(Shape.of(k, n));
      Tensor weights = asIs ? b : weights(call.literal(1), b.name(), k, n, tb);
      OpKind kind = new OpKind.Dense(batch * m, k, n, UnaryFunction.IDENTITY);
      return call.emit(kind, a, weights, Tensor.NONE, Tensor.NONE);
    }
    OpKind kind =
        new OpKind.MatMul(batch, m, k, n, ta, tb, sharedA, sharedB, UnaryFunction.IDENTITY);
    return call.emit(kind, a, b, Tensor.NONE);
  }

  /** Returns whether one matrix serves the whole batch. */
  private static boolean shared(LowerCall call, Tensor x, int rows, int cols, int batch) {
    long elements = x.elements();
    boolean whole = elements == (long) rows * cols * batch;
    call.require(
        whole || elements == (long) rows * cols,
        "the native engine does not broadcast one part of a batch");
    return !whole || batch == 1;
  }

  /** {@code [k][n]} weights, turned when they are stored the other way. */
  private static Tensor weights(Literal b, String name, int k, int n, boolean transposed) {
    float[] values = b.toFloats();
    if (transposed) {
      float[] turned = new float[values.length];
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < k; i++) {
          turned[i * n + j] = values[j * k + i];
        }
      }
      values = turned;
    }
    return Tensor.floats(name, Shape.of(k, n), values);
  }

  private static List<Tensor> softmax(LowerCall call, boolean log) {
    call.requireFloat(0);
    Shape shape = call.shape(0);
    call.require(shape.rank() > 0, "a scalar");
    int n = Math.toIntExact(shape.dim(-1));
    int outer = n == 0 ? 0 : call.in(0).elements() / n;
    call.require(call.in(0).dtype() == DType.FLOAT, "no floats");
    return call.emit(new OpKind.Softmax(outer, n, 1, log), call.in(0));
  }
}
