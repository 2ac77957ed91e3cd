package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reductions along axes, and what normalizes along them. */
final class ReductionOps {
  private ReductionOps() {}

  static Map<String, OnnxOp> all() {
    Map<String, OnnxOp> all = new HashMap<>();
    for (String op : List.of("Mean", "Sum", "Max", "Min", "Prod")) {
      all.put("Reduce" + op, call -> reduce(call, op, (math, x) -> x, (math, y) -> y));
    }
    all.put(
        "ReduceSumSquare",
        call -> reduce(call, "Sum", (math, x) -> math.unary("Square", x), (math, y) -> y));
    all.put(
        "ReduceL1", call -> reduce(call, "Sum", (math, x) -> math.unary("Abs", x), (m, y) -> y));
    all.put(
        "ReduceL2",
        call ->
            reduce(
                call,
                "Sum",
                (math, x) -> math.unary("Square", x),
                (math, y) -> math.unary("Sqrt", y)));
    all.put("Softmax", call -> softmax(call, "Softmax"));
    all.put("LogSoftmax", call -> softmax(call, "LogSoftmax"));
    return all;
  }

  private static List<Laid> reduce(
      OnnxCall call,
      String op,
      BiFunction<MathOps, Value, Value> before,
      BiFunction<MathOps, Value, Value> after) {
    Laid x = call.in(0);
    int[] asked = call.axes(1);
    if (asked.length == 0 && call.node().integer("noop_with_empty_axes", 0) != 0) {
      return List.of(x.with(after.apply(call.math(), before.apply(call.math(), x.value()))));
    }
    List<Integer> axes =
        asked.length == 0 ? Laid.identity(x.rank()) : call.sortedAxes(asked, x.rank());
    boolean keep = call.node().integer("keepdims", 1) != 0;
    int[] at = axes.stream().mapToInt(x::at).toArray();
    MathOps math = call.math();
    Value result = math.reduce(op, before.apply(math, x.value()), keep, at);
    List<Integer> order = keep ? x.order() : x.orderWithout(axes);
    return List.of(new Laid(after.apply(math, result), order));
  }

  private static List<Laid> softmax(OnnxCall call, String op) {
    Laid x = call.in(0);
    // up to opset 12 everything from the axis on is one row
    return List.of(call.opset() < 13 ? flat(call, x, op) : along(call, x, op));
  }

  /** Softmax or its logarithm along the axis of the attribute. */
  static Laid along(OnnxCall call, Laid x, String op) {
    int axis = call.axis(call.node().integer("axis", -1), x.rank());
    List<Integer> order = new java.util.ArrayList<>(x.order());
    order.remove(Integer.valueOf(axis));
    order.add(axis);
    Value last = call.layouts().as(x, order);
    int columns = x.dim(axis);
    Value rows = call.arrays().reshape(last, last.size() / columns, columns);
    Value result = call.math().unary(op, rows);
    return new Laid(call.arrays().reshape(result, last.shape()), order);
  }

  private static Laid flat(OnnxCall call, Laid x, String op) {
    int axis = call.axis(call.node().integer("axis", 1), x.rank());
    Value plain = call.layouts().plain(x);
    int rows = 1;
    for (int i = 0; i < axis; i++) {
      rows *= plain.dim(i);
    }
    Value matrix = call.arrays().reshape(plain, rows, plain.size() / rows);
    return Laid.plain(call.arrays().reshape(call.math().unary(op, matrix), plain.shape()));
  }
}
