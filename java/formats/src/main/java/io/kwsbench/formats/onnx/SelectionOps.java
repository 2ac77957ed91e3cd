package io.kwsbench.formats.onnx;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The largest and the smallest of an axis, where they are, and ones in given places. */
final class SelectionOps {
  private SelectionOps() {}

  static Map<String, OnnxOp> all() {
    return Map.of(
        "ArgMax", call -> List.of(place(call, "ArgMax")),
        "ArgMin", call -> List.of(place(call, "ArgMin")),
        "Hardmax", SelectionOps::hardmax,
        "TopK", SelectionOps::top,
        "OneHot", SelectionOps::oneHot,
        "CumSum", SelectionOps::cumulated);
  }

  private static Laid real(OnnxCall call) {
    Laid x = call.in(0);
    if (x.value().type() != DType.FLOAT) {
      throw call.error("takes integers or booleans");
    }
    return x;
  }

  private static Laid place(OnnxCall call, String op) {
    Laid x = real(call);
    int axis = call.axis(call.node().integer("axis", 0), x.rank());
    int at = x.at(axis);
    boolean last = call.node().integer("select_last_index", 0) != 0;
    Value value = last ? call.arrays().reverse(x.value(), at) : x.value();
    Value index = index(call, op, value, at);
    if (last) {
      index = call.math().sub(call.graph().integer(value.dim(at) - 1), index);
    }
    return call.node().integer("keepdims", 1) != 0
        ? x.with(call.arrays().expandDims(index, at))
        : new Laid(index, x.orderWithout(List.of(axis)));
  }

  private static Value index(OnnxCall call, String op, Value x, int axis) {
    Value over = call.graph().constant("dimension", Literal.ofInt(axis));
    Attrs attrs = Attrs.ofType(x.type()).type("Tidx", DType.INT32).type("output_type", DType.INT32);
    int[] shape = Dims.reduced(x.shape(), new int[] {axis}, false);
    return call.graph().add(op, DType.INT32, List.of(x, over), attrs, shape);
  }

  /** One at the first of the largest, zeros elsewhere. */
  private static List<Laid> hardmax(OnnxCall call) {
    Laid x = real(call);
    if (call.opset() < 13) {
      int axis = call.axis(call.node().integer("axis", 1), x.rank());
      int rows = Dims.elements(Arrays.copyOf(x.shape(), axis));
      Value matrix = call.arrays().reshape(call.layouts().plain(x), rows, -1);
      return List.of(Laid.plain(call.arrays().reshape(ones(call, matrix, 1), x.shape())));
    }
    int axis = call.axis(call.node().integer("axis", -1), x.rank());
    return List.of(x.with(ones(call, x.value(), x.at(axis))));
  }

  private static Value ones(OnnxCall call, Value x, int axis) {
    Value index = call.arrays().expandDims(index(call, "ArgMax", x, axis), axis);
    Value places = places(call, x.dim(axis), axis, x.rank());
    return call.math().toFloat(call.math().compare("Equal", index, places));
  }

  /** 0, 1, 2, … along an axis. */
  private static Value places(OnnxCall call, int length, int axis, int rank) {
    int[] places = new int[length];
    Arrays.setAll(places, i -> i);
    int[] shape = new int[rank];
    Arrays.fill(shape, 1);
    shape[axis] = length;
    return call.graph().constant("places", Literal.of(places, shape));
  }

  private static List<Laid> top(OnnxCall call) {
    Laid x = real(call);
    int axis = call.axis(call.node().integer("axis", -1), x.rank());
    long count = call.has(1) ? call.literal(1).integer(0) : call.node().integer("k", 0);
    if (count < 1 || count > x.dim(axis)) {
      throw call.error("takes " + count + " of " + x.dim(axis));
    }
    boolean largest = call.node().integer("largest", 1) != 0;
    List<Integer> order = new ArrayList<>(x.order());
    order.remove(Integer.valueOf(axis));
    order.add(axis);
    Value last = call.layouts().as(x, order);
    Value from = largest ? last : call.math().unary("Neg", last);
    Value k = call.graph().integer((int) count);
    Attrs attrs = Attrs.ofType(DType.FLOAT).flag("sorted", true);
    IrNode node = call.graph().node("TopKV2", "TopKV2", List.of(from, k), attrs);
    int[] shape = last.shape();
    shape[shape.length - 1] = (int) count;
    Value values = call.graph().output(node, DType.FLOAT, shape);
    Value indices = call.graph().output(node, DType.INT32, shape);
    Value given = largest ? values : call.math().unary("Neg", values);
    return List.of(new Laid(given, order), new Laid(indices, order));
  }

  /** Indices below zero count from the end; those beyond the depth give no one. */
  private static List<Laid> oneHot(OnnxCall call) {
    MathOps math = call.math();
    Value indices = math.cast(call.plain(0), DType.INT32);
    Literal given = call.literal(1);
    long depth = given.size() == 1 ? given.integer(0) : -1;
    Value two = call.plain(2);
    if (depth < 1 || depth > Integer.MAX_VALUE || two.size() != 2) {
      throw call.error("has no depth, or no value for off and on");
    }
    int rank = indices.rank() + 1;
    int axis = call.axis(call.node().integer("axis", -1), rank);
    int[] shape = Dims.expanded(indices.shape(), axis);
    shape[axis] = (int) depth;
    call.work().folding().spend(depth);
    Value each = call.arrays().expandDims(indices, axis);
    Value places = places(call, (int) depth, axis, rank);
    Value behind = math.sub(places, call.graph().integer((int) depth));
    Value there = call.work().folding().folded(behind);
    Value hit =
        math.logical(
            "LogicalOr", math.compare("Equal", each, places), math.compare("Equal", each, there));
    Value off = spread(call, two, 0, shape);
    return List.of(Laid.plain(math.select(hit, spread(call, two, 1, shape), off)));
  }

  private static Value spread(OnnxCall call, Value two, int index, int... shape) {
    Value one = call.arrays().reshape(call.arrays().slice(two, 0, index, index + 1));
    return call.layouts().broadcast(Laid.plain(one), shape).value();
  }

  private static List<Laid> cumulated(OnnxCall call) {
    Laid x = call.in(0);
    int axis = call.axis(call.literal(1).integer(0), x.rank());
    boolean exclusive = call.node().integer("exclusive", 0) != 0;
    boolean reverse = call.node().integer("reverse", 0) != 0;
    Value folded = call.work().folding().folded(x.value());
    if (folded.isConstant()) {
      Literal sums = sums(folded.node().constant(), x.at(axis), exclusive, reverse);
      return List.of(x.with(call.graph().constant("sums", sums)));
    }
    Laid real = real(call);
    Value over = call.graph().integer(x.at(axis));
    Attrs attrs =
        Attrs.ofType(DType.FLOAT)
            .type("Tidx", DType.INT32)
            .flag("exclusive", exclusive)
            .flag("reverse", reverse);
    List<Value> inputs = List.of(real.value(), over);
    return List.of(
        x.with(call.graph().add("Cumsum", DType.FLOAT, inputs, attrs, x.value().shape())));
  }

  /** The running sums of a constant. */
  private static Literal sums(Literal x, int axis, boolean exclusive, boolean reverse) {
    int[] dims = x.dims();
    int step = Dims.strides(dims)[axis];
    double[] sums = new double[x.size()];
    for (int i = 0; i < sums.length; i++) {
      int at = reverse ? sums.length - 1 - i : i;
      int place = at / step % dims[axis];
      boolean first = place == (reverse ? dims[axis] - 1 : 0);
      int before = reverse ? at + step : at - step;
      double own = x.real(exclusive ? (first ? at : before) : at);
      sums[at] = (first ? 0 : sums[before]) + (exclusive && first ? 0 : own);
    }
    return x.dtype() == DType.FLOAT
        ? Literal.ofReals(DType.FLOAT, x.shape(), sums)
        : Literal.ofLongs(
            x.dtype(), x.shape(), Arrays.stream(sums).mapToLong(sum -> (long) sum).toArray());
  }
}
