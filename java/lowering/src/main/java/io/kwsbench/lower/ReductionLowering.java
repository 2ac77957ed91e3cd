package io.kwsbench.lower;

import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ReduceFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reductions: neighboring axes are merged, one operation for each group that is left. */
final class ReductionLowering {
  private ReductionLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    all.put("Sum", call -> reduce(call, ReduceFn.SUM));
    all.put("Mean", call -> reduce(call, ReduceFn.MEAN));
    all.put("Max", call -> reduce(call, ReduceFn.MAX));
    all.put("Min", call -> reduce(call, ReduceFn.MIN));
    all.put("Prod", call -> reduce(call, ReduceFn.PROD));
    all.put("All", call -> truth(call, ReduceFn.MIN));
    all.put("Any", call -> truth(call, ReduceFn.MAX));
    all.put("EuclideanNorm", ReductionLowering::norm);
    all.put("ArgMax", call -> arg(call, false));
    all.put("ArgMin", call -> arg(call, true));
    return all;
  }

  /** Truths as zeros and ones. */
  private static List<Tensor> truth(LowerCall call, ReduceFn fn) {
    Tensor x = call.in(0);
    call.require(x.dtype() == DType.BOOL, "its input is no bool");
    if (x.elements() == 0) {
      return List.of(ElementwiseLowering.filled(call, fn == ReduceFn.MIN ? 1 : 0));
    }
    Tensor ones = call.between(new OpKind.Cast(), "ones", DType.FLOAT, x.shape(), x);
    return call.emit(new OpKind.Cast(), reduce(call, fn, ones));
  }

  private static List<Tensor> norm(LowerCall call) {
    call.requireFloat(0);
    Tensor x = call.in(0);
    OpKind square = new OpKind.Unary(UnaryFunction.of(UnaryFn.SQUARE));
    Tensor squares = call.between(square, "squares", DType.FLOAT, x.shape(), x);
    Tensor sum = reduce(call, ReduceFn.SUM, squares);
    return call.emit(new OpKind.Unary(UnaryFunction.of(UnaryFn.SQRT)), sum);
  }

  private static List<Tensor> reduce(LowerCall call, ReduceFn fn) {
    Tensor x = call.in(0);
    boolean integers = x.dtype() == DType.INT32 && fn != ReduceFn.MEAN;
    if (!integers) {
      call.requireFloat(0);
    }
    return List.of(reduce(call, fn, x));
  }

  private static Tensor reduce(LowerCall call, ReduceFn fn, Tensor input) {
    if (input.elements() == 0) {
      return ElementwiseLowering.filled(call, ofNothing(fn, input.dtype()));
    }
    Shape in = input.shape();
    boolean[] gone = new boolean[in.rank()];
    for (long axis : call.literal(1).toLongs()) {
      gone[(int) (axis < 0 ? axis + in.rank() : axis)] = true;
    }
    List<Long> sizes = new ArrayList<>();
    List<Boolean> reduced = new ArrayList<>();
    for (int i = 0; i < in.rank(); i++) {
      int last = sizes.size() - 1;
      if (in.dim(i) == 1) {
        continue;
      }
      if (last >= 0 && reduced.get(last) == gone[i]) {
        sizes.set(last, sizes.get(last) * in.dim(i));
      } else {
        sizes.add(in.dim(i));
        reduced.add(gone[i]);
      }
    }
    Tensor x = input;
    for (int g = sizes.size() - 1; g >= 0; g--) {
      if (reduced.get(g)) {
        x = reduceGroup(call, fn, x, sizes, g);
        sizes.set(g, 1L);
      }
    }
    return call.reshaped(x, call.shape(0));
  }

  /** The initial value of a reduction. */
  private static double ofNothing(ReduceFn fn, DType type) {
    boolean integers = type == DType.INT32;
    return switch (fn) {
      case SUM -> 0;
      case PROD -> 1;
      case MEAN -> Double.NaN;
      case MAX -> integers ? Integer.MIN_VALUE : Double.NEGATIVE_INFINITY;
      case MIN -> integers ? Integer.MAX_VALUE : Double.POSITIVE_INFINITY;
    };
  }

  private static Tensor reduceGroup(
      LowerCall call, ReduceFn fn, Tensor x, List<Long> sizes, int group) {
    long outer = 1;
    long inner = 1;
    for (int i = 0; i < sizes.size(); i++) {
      outer *= i < group ? sizes.get(i) : 1;
      inner *= i > group ? sizes.get(i) : 1;
    }
    int n = Math.toIntExact(sizes.get(group));
    if (x.dtype() == DType.INT32) {
      return halved(call, fn, x, Math.toIntExact(outer), n, Math.toIntExact(inner));
    }
    OpKind kind = new OpKind.Reduce(fn, Math.toIntExact(outer), n, Math.toIntExact(inner));
    return call.between(kind, "axis" + group, DType.FLOAT, Shape.of(outer, inner), x);
  }

  /** Integers, for which there is no kernel: one half with the other until one is left. */
  private static Tensor halved(LowerCall call, ReduceFn fn, Tensor x, int outer, int n, int inner) {
    Tensor left = x;
    Tensor odd = Tensor.NONE;
    for (int size = n; size > 1; size /= 2) {
      int half = size / 2;
      if (size % 2 == 1) {
        Tensor last = part(call, left, outer, size, size - 1, 1, inner);
        odd = odd.isPresent() ? both(call, fn, odd, last) : last;
      }
      Tensor first = part(call, left, outer, size, 0, half, inner);
      left = both(call, fn, first, part(call, left, outer, size, half, half, inner));
    }
    return odd.isPresent() ? both(call, fn, call.reshaped(left, odd.shape()), odd) : left;
  }

  private static Tensor part(
      LowerCall call, Tensor x, int outer, int n, int from, int count, int inner) {
    OpKind view =
        new OpKind.View(from * inner, List.of(outer, count, inner), List.of(n * inner, inner, 1));
    return call.between(view, "from" + from, x.dtype(), Shape.of(outer, count, inner), x);
  }

  private static Tensor both(LowerCall call, ReduceFn fn, Tensor a, Tensor b) {
    BinaryFn each =
        switch (fn) {
          case MAX -> BinaryFn.MAX;
          case MIN -> BinaryFn.MIN;
          case PROD -> BinaryFn.MUL;
          default -> BinaryFn.ADD;
        };
    return call.between(
        new OpKind.Binary(each, UnaryFunction.IDENTITY), "both", a.dtype(), a.shape(), a, b);
  }

  private static List<Tensor> arg(LowerCall call, boolean minimum) {
    call.requireFloat(0);
    Shape in = call.in(0).shape();
    long given = call.inputs().size() > 1 ? call.literal(1).integer(0) : 0;
    int axis = (int) (given < 0 ? given + in.rank() : given);
    long outer = 1;
    long inner = 1;
    for (int i = 0; i < in.rank(); i++) {
      outer *= i < axis ? in.dim(i) : 1;
      inner *= i > axis ? in.dim(i) : 1;
    }
    int n = Math.toIntExact(in.dim(axis));
    call.require(n > 0, "no elements to choose from");
    OpKind kind = new OpKind.ArgReduce(Math.toIntExact(outer), n, Math.toIntExact(inner), minimum);
    return call.emit(kind, call.in(0));
  }
}
