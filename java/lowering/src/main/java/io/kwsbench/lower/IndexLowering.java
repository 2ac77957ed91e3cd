package io.kwsbench.lower;

import io.kwsbench.graph.Literal;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.ReduceFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Indices: made (the best of a row), taken (gather and scatter by tuples), spelled as ones. */
final class IndexLowering {
  /** The best of a row are found one after the other; more of them would want a sort. */
  private static final int MAX_TOP = 256;

  private IndexLowering() {}

  static Map<String, OpLowering> all() {
    return Map.of(
        "TopK", IndexLowering::top,
        "TopKV2", IndexLowering::top,
        "OneHot", IndexLowering::oneHot,
        "GatherNd", IndexLowering::gatherTuples,
        "ScatterNd", IndexLowering::scatterTuples);
  }

  /**
   * The k largest of every row, the first of equals first. Each is the largest of what is left, so
   * a row with fewer than k numbers above −∞ may tell an index twice.
   */
  private static List<Tensor> top(LowerCall call) {
    call.requireFloat(0);
    int k = Math.toIntExact(call.shape(0).dim(-1));
    int n = call.in(0).dim(-1);
    call.require(n > 0 && n <= 1 << 22, "a row of " + n);
    call.require(k >= 1 && k <= MAX_TOP, "the native engine has it for k up to " + MAX_TOP);
    int outer = call.in(0).elements() / n;
    Shape rows = Shape.of(outer, n);
    Shape column = Shape.of(outer, 1);
    Tensor places = range(call, n, Shape.of(1, n));
    Tensor none = number(call, Float.NEGATIVE_INFINITY);
    Tensor left = call.reshaped(call.in(0), rows);
    Tensor[] values = new Tensor[k];
    Tensor[] indices = new Tensor[k];
    for (int i = 0; i < k; i++) {
      values[i] =
          call.between(
              new OpKind.Reduce(ReduceFn.MAX, outer, n, 1), "value" + i, DType.FLOAT, column, left);
      indices[i] =
          call.between(
              new OpKind.ArgReduce(outer, n, 1, false), "index" + i, DType.INT32, column, left);
      if (i + 1 < k) {
        OpKind equal = new OpKind.Binary(BinaryFn.EQUAL, UnaryFunction.IDENTITY);
        Tensor taken = call.between(equal, "taken" + i, DType.BOOL, rows, places, indices[i]);
        left = call.between(new OpKind.Select(), "left" + i, DType.FLOAT, rows, taken, none, left);
      }
    }
    return List.of(
        call.reshaped(joined(call, "values", DType.FLOAT, outer, values), call.shape(0)),
        call.reshaped(joined(call, "indices", DType.INT32, outer, indices), call.shape(1)));
  }

  private static Tensor joined(
      LowerCall call, String what, DType type, int outer, Tensor[] columns) {
    return columns.length == 1
        ? columns[0]
        : call.between(new OpKind.Concat(1), what, type, Shape.of(outer, columns.length), columns);
  }

  private static Tensor range(LowerCall call, int n, Shape shape) {
    long[] values = LongStream.range(0, n).toArray();
    return Tensor.constant(
        call.node().name() + "/range", Literal.ofLongs(DType.INT32, shape, values));
  }

  private static Tensor number(LowerCall call, float value) {
    return Tensor.floats(call.node().name() + "/number", Shape.SCALAR, new float[] {value});
  }

  /** on where an index is the place along the new axis, off elsewhere. */
  private static List<Tensor> oneHot(LowerCall call) {
    Shape out = call.shape(0);
    long given = call.node().intAttr("axis", -1);
    int axis = Math.toIntExact(given < 0 ? out.rank() - 1 : given);
    Tensor indices = int32(call, call.in(0), "indices");
    long[] dims = out.dims();
    dims[axis] = 1;
    indices = call.reshaped(indices, Shape.of(dims));
    long[] line = new long[out.rank()];
    Arrays.fill(line, 1);
    line[axis] = out.dim(axis);
    call.require(out.dim(axis) <= 1 << 22, "a depth of " + out.dim(axis));
    Tensor places = range(call, Math.toIntExact(out.dim(axis)), Shape.of(line));
    OpKind equal = new OpKind.Binary(BinaryFn.EQUAL, UnaryFunction.IDENTITY);
    Tensor hit = call.between(equal, "hit", DType.BOOL, out, indices, places);
    return call.emit(new OpKind.Select(), hit, call.in(2), call.in(3));
  }

  private static Tensor int32(LowerCall call, Tensor x, String what) {
    if (x.dtype() == DType.INT32) {
      return x;
    }
    call.require(
        x.dtype() == DType.INT64 || x.dtype() == DType.UINT8, "its indices are no integers");
    if (x.isConstant()) {
      long[] values = x.value().orElseThrow().toLongs();
      return Tensor.constant(x.name(), Literal.ofLongs(DType.INT32, x.shape(), values));
    }
    return call.between(new OpKind.Cast(), what, DType.INT32, x.shape(), x);
  }

  /** Tuples as places in a flat tensor. */
  private static Tensor flat(LowerCall call, Tensor tuples, Shape in, int length) {
    int count = length == 0 ? 0 : tuples.elements() / length;
    int[] strides = new int[length];
    int stride = 1;
    for (int i = length - 1; i >= 0; i--) {
      strides[i] = stride;
      stride = Math.toIntExact(Math.multiplyExact((long) stride, in.dim(i)));
    }
    if (tuples.isConstant()) {
      return Tensor.constant(
          call.node().name() + "/places",
          Literal.ofLongs(
              DType.INT32,
              Shape.of(count),
              places(call, tuples.value().orElseThrow(), in, strides)));
    }
    Shape shape = Shape.of(count);
    Tensor sum = Tensor.NONE;
    for (int i = 0; i < length; i++) {
      OpKind column = new OpKind.View(i, List.of(count), List.of(length));
      Tensor part = call.between(column, "index" + i, DType.INT32, shape, tuples);
      if (strides[i] != 1) {
        Tensor by =
            Tensor.constant(
                call.node().name() + "/stride",
                Literal.ofLongs(DType.INT32, Shape.SCALAR, strides[i]));
        OpKind times = new OpKind.Binary(BinaryFn.MUL, UnaryFunction.IDENTITY);
        part = call.between(times, "scaled" + i, DType.INT32, shape, part, by);
      }
      OpKind add = new OpKind.Binary(BinaryFn.ADD, UnaryFunction.IDENTITY);
      sum = sum.isPresent() ? call.between(add, "sum" + i, DType.INT32, shape, sum, part) : part;
    }
    return sum;
  }

  private static long[] places(LowerCall call, Literal tuples, Shape in, int[] strides) {
    long[] places = new long[tuples.size() / strides.length];
    for (int t = 0; t < places.length; t++) {
      for (int i = 0; i < strides.length; i++) {
        long index = tuples.integer(t * strides.length + i);
        call.require(
            index >= 0 && index < in.dim(i), "index " + index + " in " + in.dim(i) + " elements");
        places[t] += index * strides[i];
      }
    }
    return places;
  }

  private static List<Tensor> gatherTuples(LowerCall call) {
    Tensor x = call.in(0);
    int length = call.in(1).dim(-1);
    Tensor tuples = int32(call, call.in(1), "indices");
    call.require(length > 0, "its indices are empty");
    int n = 1;
    for (int i = 0; i < length; i++) {
      n = Math.multiplyExact(n, x.dim(i));
    }
    int inner = n == 0 ? 0 : x.elements() / n;
    Tensor places = flat(call, tuples, x.shape(), length);
    return call.emit(new OpKind.Gather(1, n, inner), x, places);
  }

  /** Rows added into zeros: a product with a matrix of ones. */
  private static List<Tensor> scatterTuples(LowerCall call) {
    call.requireFloat(1);
    Literal tuples = call.literal(0);
    int length = call.in(0).dim(-1);
    call.require(length > 0 && call.in(1).elements() > 0, "its indices are empty");
    Tensor places = flat(call, call.in(0), call.shape(0), length);
    int count = tuples.size() / length;
    int inner = call.in(1).elements() / count;
    int rows = Math.toIntExact(call.shape(0).elements().orElseThrow()) / inner;
    call.require((long) rows * count <= 1 << 22, "it scatters too many rows");
    float[] ones = new float[rows * count];
    for (int i = 0; i < count; i++) {
      ones[Math.toIntExact(places.value().orElseThrow().integer(i)) * count + i] = 1;
    }
    Tensor matrix = Tensor.floats(call.node().name() + "/ones", Shape.of(rows, count), ones);
    OpKind product =
        new OpKind.MatMul(
            1, rows, count, inner, false, false, false, false, UnaryFunction.IDENTITY);
    return call.emit(product, matrix, call.in(1), Tensor.NONE);
  }
}
