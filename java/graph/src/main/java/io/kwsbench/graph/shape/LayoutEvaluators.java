package io.kwsbench.graph.shape;

import static io.kwsbench.graph.shape.ElementwiseEvaluators.one;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The same elements in another shape or order. */
final class LayoutEvaluators {
  private LayoutEvaluators() {}

  static Map<String, Evaluator> all() {
    Map<String, Evaluator> all = new HashMap<>();
    for (String op : List.of("Reshape", "Squeeze", "ExpandDims")) {
      all.put(op, (call, in, out) -> one(in.get(0).reshaped(out.get(0).shape())));
    }
    all.put("Transpose", LayoutEvaluators::transpose);
    all.put("Tile", LayoutEvaluators::tile);
    all.put("BroadcastTo", LayoutEvaluators::broadcast);
    all.put("Pad", LayoutEvaluators::pad);
    all.put("PadV2", LayoutEvaluators::pad);
    all.put("ConcatV2", (call, in, out) -> join(in.subList(0, in.size() - 1), call, -1, out));
    all.put("Concat", (call, in, out) -> join(in.subList(1, in.size()), call, 0, out));
    all.put("Pack", LayoutEvaluators::pack);
    all.put("Unpack", (call, in, out) -> parts(in.get(0), axis(call, in.get(0)), out));
    all.put(
        "Split",
        (call, in, out) ->
            parts(in.get(1), call.axis(in.get(0).integer(0), in.get(1).shape().rank()), out));
    all.put(
        "SplitV",
        (call, in, out) ->
            parts(in.get(0), call.axis(in.get(2).integer(0), in.get(0).shape().rank()), out));
    all.put("Slice", LayoutEvaluators::slice);
    all.put("StridedSlice", LayoutEvaluators::stridedSlice);
    all.put("Gather", LayoutEvaluators::gather);
    all.put("GatherV2", LayoutEvaluators::gather);
    return all;
  }

  private static Optional<List<Literal>> view(Literal x, Shape out, long offset, long[] strides) {
    return one(x.pick(out, Strides.offsets(out, offset, strides)));
  }

  private static Optional<List<Literal>> transpose(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    Shape shape = in.get(0).shape();
    long[] dense = Strides.dense(shape);
    long[] strides = new long[dense.length];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = dense[call.axis(in.get(1).integer(i), dense.length)];
    }
    return view(in.get(0), out.get(0).shape(), 0, strides);
  }

  private static Optional<List<Literal>> broadcast(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    Shape shape = out.get(0).shape();
    return view(in.get(0), shape, 0, Strides.broadcast(in.get(0).shape(), shape));
  }

  private static Optional<List<Literal>> tile(OpCall call, List<Literal> in, List<TensorInfo> out) {
    Shape from = in.get(0).shape();
    Shape to = out.get(0).shape();
    long[] dense = Strides.dense(from);
    // every axis as (times, dim), the first with stride 0
    long[] dims = new long[2 * from.rank()];
    long[] strides = new long[2 * from.rank()];
    for (int i = 0; i < from.rank(); i++) {
      dims[2 * i] = in.get(1).integer(i);
      dims[2 * i + 1] = from.dim(i);
      strides[2 * i + 1] = dense[i];
    }
    return one(in.get(0).pick(to, Strides.offsets(Shape.of(dims), 0, strides)));
  }

  private static Optional<List<Literal>> pad(OpCall call, List<Literal> in, List<TensorInfo> out) {
    Literal x = in.get(0);
    if (!x.isNumeric()) {
      return Optional.empty();
    }
    Shape to = out.get(0).shape();
    double[] values = new double[Math.toIntExact(to.elements().orElseThrow())];
    Arrays.fill(values, in.size() > 2 ? in.get(2).real(0) : 0);
    long[] strides = Strides.dense(to);
    long offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += in.get(1).integer(2 * i) * strides[i];
    }
    int[] places = Strides.offsets(x.shape(), offset, strides);
    for (int i = 0; i < places.length; i++) {
      values[places[i]] = x.real(i);
    }
    return one(ofNumbers(x.dtype(), to, values));
  }

  private static Literal ofNumbers(DType dtype, Shape shape, double[] values) {
    return dtype.isReal()
        ? Literal.ofReals(dtype, shape, values)
        : Literal.ofLongs(dtype, shape, Arrays.stream(values).mapToLong(v -> (long) v).toArray());
  }

  private static Optional<List<Literal>> join(
      List<Literal> parts, OpCall call, int axisInput, List<TensorInfo> out) {
    Shape to = out.get(0).shape();
    return join(parts, call.axis(call.scalar(axisInput).orElseThrow(), to.rank()), to);
  }

  private static Optional<List<Literal>> join(List<Literal> parts, int axis, Shape to) {
    if (parts.stream().anyMatch(p -> !p.isNumeric() || p.dtype() != parts.get(0).dtype())) {
      return Optional.empty();
    }
    double[] values = new double[Math.toIntExact(to.elements().orElseThrow())];
    long[] strides = Strides.dense(to);
    long at = 0;
    for (Literal part : parts) {
      int[] places = Strides.offsets(part.shape(), at * strides[axis], strides);
      for (int i = 0; i < places.length; i++) {
        values[places[i]] = part.real(i);
      }
      at += part.shape().dim(axis);
    }
    return one(ofNumbers(parts.get(0).dtype(), to, values));
  }

  private static Optional<List<Literal>> pack(OpCall call, List<Literal> in, List<TensorInfo> out) {
    Shape to = out.get(0).shape();
    int axis = call.axis(call.node().intAttr("axis", 0), to.rank());
    long[] dims = to.dims();
    dims[axis] = 1;
    return join(in.stream().map(x -> x.reshaped(Shape.of(dims))).toList(), axis, to);
  }

  private static int axis(OpCall call, Literal x) {
    return call.axis(call.node().intAttr("axis", 0), x.shape().rank());
  }

  /** Consecutive parts along an axis; an output of lower rank lost that axis. */
  private static Optional<List<Literal>> parts(Literal x, int axis, List<TensorInfo> out) {
    long[] strides = Strides.dense(x.shape());
    List<Literal> parts = new ArrayList<>();
    long at = 0;
    for (TensorInfo part : out) {
      boolean dropped = part.shape().rank() < x.shape().rank();
      long[] dims = x.shape().dims();
      dims[axis] = dropped ? 1 : part.shape().dim(axis);
      int[] offsets = Strides.offsets(Shape.of(dims), at * strides[axis], strides);
      parts.add(x.pick(part.shape(), offsets));
      at += dims[axis];
    }
    return Optional.of(parts);
  }

  private static Optional<List<Literal>> slice(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    long[] strides = Strides.dense(in.get(0).shape());
    long offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += in.get(1).integer(i) * strides[i];
    }
    return view(in.get(0), out.get(0).shape(), offset, strides);
  }

  private static Optional<List<Literal>> stridedSlice(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    SliceSpec spec = JoinRules.sliceSpec(call).orElseThrow();
    long[] dense = Strides.dense(in.get(0).shape());
    long[] strides = new long[dense.length];
    long offset = 0;
    for (int i = 0; i < dense.length; i++) {
      offset += spec.begin().get(i) * dense[i];
      strides[i] = spec.stride().get(i) * dense[i];
    }
    Shape taken = Shape.of(spec.count().stream().mapToLong(Long::longValue).toArray());
    int[] offsets = Strides.offsets(taken, offset, strides);
    return one(in.get(0).pick(out.get(0).shape(), offsets));
  }

  private static Optional<List<Literal>> gather(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    Literal params = in.get(0);
    Literal indices = in.get(1);
    int rank = params.shape().rank();
    int axis = in.size() > 2 ? call.axis(in.get(2).integer(0), rank) : 0;
    long[] dense = Strides.dense(params.shape());
    long inner = dense[axis];
    long n = params.shape().dim(axis);
    long outer = n * inner == 0 ? 0 : params.size() / (n * inner);
    int[] offsets = new int[Math.toIntExact(out.get(0).shape().elements().orElseThrow())];
    int at = 0;
    for (long o = 0; o < outer; o++) {
      for (int i = 0; i < indices.size(); i++) {
        long index = indices.integer(i);
        if (index < 0 || index >= n) {
          throw call.bad("index " + index + " of " + n);
        }
        for (long k = 0; k < inner; k++) {
          offsets[at++] = (int) ((o * n + index) * inner + k);
        }
      }
    }
    return one(params.pick(out.get(0).shape(), offsets));
  }
}
