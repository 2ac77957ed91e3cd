package io.kwsbench.compile.lower;

import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Kind.ReduceFn;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.graph.DType;
import io.kwsbench.graph.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reductions: neighbouring axes are merged, one operation for each group that is left. */
final class ReductionLowering {
  private ReductionLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    all.put("Sum", call -> reduce(call, ReduceFn.SUM));
    all.put("Mean", call -> reduce(call, ReduceFn.MEAN));
    all.put("Max", call -> reduce(call, ReduceFn.MAX));
    all.put("Min", call -> reduce(call, ReduceFn.MIN));
    all.put("Prod", call -> reduce(call, ReduceFn.PROD));
    all.put("ArgMax", call -> arg(call, false));
    all.put("ArgMin", call -> arg(call, true));
    all.put("TopK", ReductionLowering::top);
    all.put("TopKV2", ReductionLowering::top);
    return all;
  }

  private static List<Tensor> reduce(LowerCall call, ReduceFn fn) {
    call.requireFloat(0);
    Shape in = call.in(0).shape();
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
    Tensor x = call.in(0);
    for (int g = sizes.size() - 1; g >= 0; g--) {
      if (reduced.get(g)) {
        x = reduceGroup(call, fn, x, sizes, g);
        sizes.set(g, 1L);
      }
    }
    return List.of(call.reshaped(x, call.shape(0)));
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
    Kind kind = new Kind.Reduce(fn, Math.toIntExact(outer), n, Math.toIntExact(inner));
    return call.between(kind, "axis" + group, DType.FLOAT, Shape.of(outer, inner), x);
  }

  private static List<Tensor> top(LowerCall call) {
    call.requireFloat(0);
    long k = call.shape(0).dim(-1);
    call.require(k == 1, "the native engine has it for k = 1, not " + k);
    int n = call.in(0).dim(-1);
    int outer = call.in(0).elements() / n;
    Tensor value = call.emit(new Kind.Reduce(ReduceFn.MAX, outer, n, 1), 0, call.in(0));
    Tensor index = call.emit(new Kind.ArgReduce(outer, n, 1, false), 1, call.in(0));
    return List.of(value, index);
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
    Kind kind = new Kind.ArgReduce(Math.toIntExact(outer), n, Math.toIntExact(inner), minimum);
    return call.emit(kind, call.in(0));
  }
}
