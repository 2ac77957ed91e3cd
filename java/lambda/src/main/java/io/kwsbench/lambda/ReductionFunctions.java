package io.kwsbench.lambda;

import io.kwsbench.rewrite.ir.Value;
import java.util.Map;

/** Sums, means and extremes over axes. */
final class ReductionFunctions {
  private static final Map<String, String> REDUCTIONS =
      Map.of("sum", "Sum", "mean", "Mean", "max", "Max", "min", "Min", "prod", "Prod");

  private ReductionFunctions() {}

  static void addTo(Vocabulary v) {
    REDUCTIONS.forEach(
        (name, op) -> {
          v.add("K." + name + "(x, axis, keepdims)", f -> reduce(f, op, "x"));
          v.add(
              "tf.reduce_"
                  + name
                  + "(input_tensor, axis, keep_dims, name, reduction_indices, keepdims)",
              f -> reduce(f, op, "input_tensor"));
        });
    v.add("K.var(x, axis, keepdims)", ReductionFunctions::variance);
    v.add("K.std(x, axis, keepdims)", f -> f.math().unary("Sqrt", variance(f)));
    v.add("K.logsumexp(x, axis, keepdims)", ReductionFunctions::logSumExp);
  }

  private static boolean keep(Bound f) {
    return f.flag("keepdims", f.flag("keep_dims", false));
  }

  private static Value reduce(Bound f, String op, String argument) {
    Value x = f.tensor(argument);
    String axes = f.has("reduction_indices") ? "reduction_indices" : "axis";
    return f.math().reduce(op, x, keep(f), f.axes(axes, x.rank()));
  }

  private static Value variance(Bound f) {
    Value x = f.tensor("x");
    int[] axes = f.axes("axis", x.rank());
    Value apart = f.math().sub(x, f.math().reduce("Mean", x, true, axes));
    return f.math().reduce("Mean", f.math().unary("Square", apart), keep(f), axes);
  }

  private static Value logSumExp(Bound f) {
    Value x = f.tensor("x");
    int[] axes = f.axes("axis", x.rank());
    Value greatest = f.math().reduce("Max", x, true, axes);
    Value sum =
        f.math().reduce("Sum", f.math().unary("Exp", f.math().sub(x, greatest)), keep(f), axes);
    return f.math().add(f.math().unary("Log", sum), f.math().reduce("Max", x, keep(f), axes));
  }
}
