package io.kwsbench.graph.shape;

import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Matrix products. */
final class MatrixRules {
  private MatrixRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("MatMul", MatrixRules::matMul);
    rules.put("BatchMatMul", MatrixRules::batchMatMul);
    rules.put("BatchMatMulV2", MatrixRules::batchMatMul);
    rules.put("BatchMatMulV3", MatrixRules::batchMatMul);
    rules.put("Einsum", MatrixRules::einsum);
    return rules;
  }

  private static List<TensorInfo> einsum(OpCall call) {
    if (!call.inputs().stream().allMatch(in -> in.shape().hasRank())) {
      return List.of(TensorInfo.of(call.dtype(0), Shape.UNKNOWN));
    }
    List<Integer> ranks = call.inputs().stream().map(in -> in.shape().rank()).toList();
    EinsumSpec spec = spec(call, ranks);
    long[] dims = new long[spec.output().length()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dim(call, spec, spec.output().charAt(i));
    }
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(dims)));
  }

  private static EinsumSpec spec(OpCall call, List<Integer> ranks) {
    try {
      return EinsumSpec.of(call.node().stringAttr("equation", ""), ranks);
    } catch (IllegalArgumentException e) {
      throw call.bad(e.getMessage());
    }
  }

  /** The size of a letter, which all inputs that have it agree on. */
  private static long dim(OpCall call, EinsumSpec spec, char letter) {
    long dim = -1;
    for (int i = 0; i < spec.inputs().size(); i++) {
      int axis = spec.inputs().get(i).indexOf(letter);
      long here = axis < 0 ? -1 : call.shape(i).dim(axis);
      if (dim >= 0 && here >= 0 && dim != here) {
        throw call.bad("axis " + letter + " is " + dim + " and " + here);
      }
      dim = Math.max(dim, here);
    }
    return dim;
  }

  private static List<TensorInfo> matMul(OpCall call) {
    boolean ta = call.node().boolAttr("transpose_a", false);
    boolean tb = call.node().boolAttr("transpose_b", false);
    Shape a = call.ranked(0, 2);
    Shape b = call.ranked(1, 2);
    agree(call, a, b, a.dim(ta ? 0 : 1), b.dim(tb ? 1 : 0));
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(a.dim(ta ? 1 : 0), b.dim(tb ? 0 : 1))));
  }

  private static List<TensorInfo> batchMatMul(OpCall call) {
    boolean ta = call.node().boolAttr("adj_x", false);
    boolean tb = call.node().boolAttr("adj_y", false);
    Shape a = call.shape(0);
    Shape b = call.shape(1);
    if (!a.hasRank() || !b.hasRank()) {
      return List.of(TensorInfo.of(call.dtype(0), Shape.UNKNOWN));
    }
    if (a.rank() < 2 || b.rank() < 2) {
      throw call.bad("multiplies " + a + " by " + b);
    }
    agree(call, a, b, a.dim(ta ? -2 : -1), b.dim(tb ? -1 : -2));
    Shape batch = Broadcast.of(call, outer(a), outer(b));
    long[] dims = Arrays.copyOf(batch.dims(), batch.rank() + 2);
    dims[dims.length - 2] = a.dim(ta ? -1 : -2);
    dims[dims.length - 1] = b.dim(tb ? -2 : -1);
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(dims)));
  }

  private static Shape outer(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.dims(), shape.rank() - 2));
  }

  private static void agree(OpCall call, Shape a, Shape b, long ka, long kb) {
    if (ka >= 0 && kb >= 0 && ka != kb) {
      throw call.bad("multiplies " + a + " by " + b);
    }
  }
}
