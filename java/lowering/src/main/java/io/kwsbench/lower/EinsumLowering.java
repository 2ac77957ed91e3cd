package io.kwsbench.lower;

import io.kwsbench.graph.shape.EinsumSpec;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Einsum of two tensors: both turned into matrices, a product, and turned into the output. */
final class EinsumLowering {
  private final LowerCall call;
  private final EinsumSpec spec;

  private EinsumLowering(LowerCall call) {
    this.call = call;
    List<Integer> ranks = call.inputs().stream().map(Tensor::rank).toList();
    this.spec = EinsumSpec.of(call.node().stringAttr("equation", ""), ranks);
  }

  static Map<String, OpLowering> all() {
    return Map.of("Einsum", call -> new EinsumLowering(call).lower());
  }

  private List<Tensor> lower() {
    if (call.inputs().size() == 1) {
      return List.of(turned(call.in(0), spec.inputs().get(0), spec.output(), "turned"));
    }
    call.require(call.inputs().size() == 2, "the native engine has it for two tensors");
    call.requireFloat(0, 1);
    String a = spec.inputs().get(0);
    String b = spec.inputs().get(1);
    String batch = letters(a, c -> has(b, c) && has(spec.output(), c));
    String summed = letters(a, c -> has(b, c) && !has(spec.output(), c));
    String left = letters(a, c -> !has(b, c));
    String right = letters(b, c -> !has(a, c));
    boolean kept = (left + right).chars().allMatch(c -> has(spec.output(), (char) c));
    call.require(kept, "it sums an axis of one tensor alone");
    Tensor x = turned(call.in(0), a, batch + left + summed, "left");
    Tensor y = turned(call.in(1), b, batch + summed + right, "right");
    Tensor product = product(x, y, size(batch), size(left), size(summed), size(right));
    String order = batch + left + right;
    return List.of(turned(product, order, spec.output(), "turned"));
  }

  private Tensor product(Tensor x, Tensor y, int batch, int m, int k, int n) {
    Shape shape = Shape.of(batch, m, n);
    if (y.isConstant() && batch == 1) {
      Tensor weights = Tensor.constant(y.name(), y.value().orElseThrow().reshaped(Shape.of(k, n)));
      OpKind dense = new OpKind.Dense(m, k, n, UnaryFunction.IDENTITY);
      return call.between(
          dense, "product", DType.FLOAT, shape, x, weights, Tensor.NONE, Tensor.NONE);
    }
    boolean one = batch == 1;
    OpKind matMul =
        new OpKind.MatMul(batch, m, k, n, false, false, one, one, UnaryFunction.IDENTITY);
    return call.between(matMul, "product", DType.FLOAT, shape, x, y, Tensor.NONE);
  }

  private interface Test {
    boolean holds(char letter);
  }

  private static String letters(String of, Test test) {
    StringBuilder kept = new StringBuilder();
    for (char letter : of.toCharArray()) {
      if (test.holds(letter)) {
        kept.append(letter);
      }
    }
    return kept.toString();
  }

  private static boolean has(String letters, char letter) {
    return letters.indexOf(letter) >= 0;
  }

  private int dim(char letter) {
    int axis = spec.inputs().get(0).indexOf(letter);
    return axis >= 0 ? call.in(0).dim(axis) : call.in(1).dim(spec.inputs().get(1).indexOf(letter));
  }

  private int size(String letters) {
    int size = 1;
    for (char letter : letters.toCharArray()) {
      size = Math.multiplyExact(size, dim(letter));
    }
    return size;
  }

  /** A tensor with axes in another order; constants are turned at once. */
  private Tensor turned(Tensor x, String from, String to, String what) {
    call.require(from.length() == to.length(), "it sums an axis of one tensor alone");
    long[] dims = new long[to.length()];
    int[] strides = new int[to.length()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = dim(to.charAt(i));
      strides[i] = size(from.substring(from.indexOf(to.charAt(i)) + 1));
    }
    Shape shape = Shape.of(dims);
    if (from.equals(to)) {
      return call.reshaped(x, shape);
    }
    if (x.isConstant()) {
      int[] indices = new int[x.elements()];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = index(dims, strides, i);
      }
      return Tensor.constant(x.name(), x.value().orElseThrow().pick(shape, indices));
    }
    List<Integer> sizes = new ArrayList<>();
    List<Integer> steps = new ArrayList<>();
    for (int i = 0; i < dims.length; i++) {
      sizes.add((int) dims[i]);
      steps.add(strides[i]);
    }
    return call.between(new OpKind.View(0, sizes, steps), what, x.dtype(), shape, x);
  }

  private static int index(long[] dims, int[] strides, int element) {
    int index = 0;
    int rest = element;
    for (int i = dims.length - 1; i >= 0; i--) {
      index += (int) (rest % dims[i]) * strides[i];
      rest /= (int) dims[i];
    }
    return index;
  }
}
