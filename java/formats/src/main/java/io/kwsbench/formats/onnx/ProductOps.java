package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Products of matrices. */
final class ProductOps {
  private ProductOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of("MatMul", ProductOps::matMul, "Gemm", ProductOps::gemm);
  }

  private static List<Laid> gemm(OnnxCall call) {
    Value a = matrix(call, call.in(0), "transA");
    Value b = matrix(call, call.in(1), "transB");
    float alpha = call.node().real("alpha", 1);
    Value product = call.math().matMul(a, b);
    if (alpha != 1) {
      product = call.math().mul(product, alpha);
    }
    if (!call.has(2)) {
      return List.of(Laid.plain(product));
    }
    float beta = call.node().real("beta", 1);
    Value c = call.plain(2);
    Value term = beta == 1 ? c : call.work().folding().folded(call.math().mul(c, beta));
    return List.of(added(call, product, term));
  }

  private static Laid added(OnnxCall call, Value product, Value term) {
    boolean bias = term.rank() == 1 && term.dim(0) == product.dim(1);
    return bias
        ? Laid.plain(call.graph().nn().biasAdd(product, term))
        : ElementwiseOps.binary(call, "Add", Laid.plain(product), Laid.plain(term));
  }

  /** An operand, transposed where an attribute says so. */
  static Value matrix(OnnxCall call, Laid operand, String attribute) {
    boolean transposed = call.node().integer(attribute, 0) != 0;
    Value value = call.layouts().plain(operand);
    if (value.rank() != 2) {
      throw call.error("has an input of " + value.rank() + " axes");
    }
    return transposed ? call.work().folding().folded(call.arrays().transpose(value, 1, 0)) : value;
  }

  private static List<Laid> matMul(OnnxCall call) {
    return List.of(multiplied(call, call.plain(0), call.plain(1)));
  }

  /** NumPy's product: of vectors, matrices, or matrices for each of the leading axes. */
  static Laid multiplied(OnnxCall call, Value first, Value second) {
    Value a = call.work().folding().folded(first);
    Value b = call.work().folding().folded(second);
    Value left = a.rank() == 1 ? call.arrays().expandDims(a, 0) : a;
    Value right = b.rank() == 1 ? call.arrays().expandDims(b, 1) : b;
    if (left.rank() < 2 || right.rank() < 2 || left.dim(-1) != right.dim(-2)) {
      throw call.error(
          "multiplies " + Arrays.toString(a.shape()) + " by " + Arrays.toString(b.shape()));
    }
    Value product = product(call, left, right);
    int[] shape = product.shape();
    if (a.rank() == 1) {
      shape = Dims.reduced(shape, new int[] {shape.length - 2}, false);
    }
    if (b.rank() == 1) {
      shape = Dims.reduced(shape, new int[] {shape.length - 1}, false);
    }
    return Laid.plain(
        shape.length == product.rank() ? product : call.arrays().reshape(product, shape));
  }

  private static Value product(OnnxCall call, Value a, Value b) {
    int[] leading = Arrays.copyOf(b.shape(), b.rank() - 2);
    if (Dims.elements(leading) == 1 && a.rank() >= b.rank()) {
      Value rows = call.arrays().reshape(a, -1, a.dim(-1));
      Value columns = call.arrays().reshape(b, b.dim(-2), b.dim(-1));
      int[] shape = a.shape();
      shape[shape.length - 1] = b.dim(-1);
      return call.arrays().reshape(call.math().matMul(rows, columns), shape);
    }
    int[] batch = Dims.broadcast(Arrays.copyOf(a.shape(), a.rank() - 2), leading);
    Value left = spread(call, a, batch);
    Value right = spread(call, b, batch);
    return call.math().batchMatMul(left, right, false, false);
  }

  private static Value spread(OnnxCall call, Value x, int[] batch) {
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = x.dim(-2);
    shape[batch.length + 1] = x.dim(-1);
    return call.layouts().broadcast(Laid.plain(x), shape).value();
  }
}
