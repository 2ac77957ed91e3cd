package io.kwsbench.graph.shape;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reductions over axes. */
final class ReductionRules {
  private ReductionRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    for (String op : List.of("Max", "Min", "Sum", "Mean", "Prod", "All", "Any", "EuclideanNorm")) {
      rules.put(op, ReductionRules::reduce);
    }
    rules.put("ArgMax", ReductionRules::arg);
    rules.put("ArgMin", ReductionRules::arg);
    rules.put("TopK", call -> top(call, Optional.of(call.node().intAttr("k", 0))));
    rules.put("TopKV2", call -> top(call, call.scalar(1)));
    return rules;
  }

  /** Values and int32 indices, along the last axis. */
  private static List<TensorInfo> top(OpCall call, Optional<Long> k) {
    Shape in = call.shape(0);
    if (!in.hasRank() || in.rank() < 1) {
      throw call.bad("input is " + in);
    }
    long[] dims = in.dims();
    long n = dims[dims.length - 1];
    dims[dims.length - 1] = k.orElse(-1L);
    if (k.isPresent() && (k.get() < 0 || n >= 0 && k.get() > n)) {
      throw call.bad("the top " + k.get() + " of " + n);
    }
    Shape shape = Shape.of(dims);
    return List.of(TensorInfo.of(call.dtype(0), shape), TensorInfo.of(DType.INT32, shape));
  }

  private static List<TensorInfo> reduce(OpCall call) {
    Shape in = call.shape(0);
    boolean keep = call.node().boolAttr("keep_dims", false);
    Optional<long[]> axes = call.ints(1);
    if (!in.hasRank() || axes.isEmpty()) {
      Shape shape = in.hasRank() && keep ? Shape.unknown(in.rank()) : Shape.UNKNOWN;
      return List.of(TensorInfo.of(call.dtype(0), shape));
    }
    boolean[] reduced = reduced(call, in, axes.get());
    long[] dims =
        IntStream.range(0, in.rank())
            .filter(i -> keep || !reduced[i])
            .mapToLong(i -> reduced[i] ? 1 : in.dim(i))
            .toArray();
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(dims)));
  }

  /** The axes that a reduction removes from a shape. */
  static boolean[] reduced(OpCall call, Shape in, long[] axes) {
    boolean[] reduced = new boolean[in.rank()];
    Arrays.stream(axes).forEach(axis -> reduced[call.axis(axis, in.rank())] = true);
    return reduced;
  }

  private static List<TensorInfo> arg(OpCall call) {
    DType type = call.node().typeAttr("output_type").orElse(DType.INT64);
    Shape in = call.shape(0);
    Optional<Long> axis = call.inputs().size() > 1 ? call.scalar(1) : Optional.of(0L);
    if (!in.hasRank() || axis.isEmpty()) {
      return List.of(TensorInfo.of(type, Shape.UNKNOWN));
    }
    int gone = call.axis(axis.get(), in.rank());
    long[] dims = IntStream.range(0, in.rank()).filter(i -> i != gone).mapToLong(in::dim).toArray();
    return List.of(TensorInfo.of(type, Shape.of(dims)));
  }
}
