package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ops that take or make indices. */
final class IndexRules {
  private IndexRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("OneHot", IndexRules::oneHot);
    rules.put("GatherNd", IndexRules::gather);
    rules.put("ScatterNd", IndexRules::scatter);
    rules.put("InvertPermutation", call -> List.of(call.in(0).withoutValue()));
    rules.put("BroadcastArgs", IndexRules::broadcastArgs);
    rules.put("MatrixBandPart", call -> List.of(call.in(0).withoutValue()));
    return rules;
  }

  static Map<String, Evaluator> evaluators() {
    Map<String, Evaluator> all = new HashMap<>();
    all.put("InvertPermutation", IndexRules::inverse);
    all.put("MatrixBandPart", IndexRules::band);
    return all;
  }

  private static List<TensorInfo> oneHot(OpCall call) {
    Shape in = call.shape(0);
    DType type = call.dtype(2);
    if (!in.hasRank()) {
      return List.of(TensorInfo.of(type, Shape.UNKNOWN));
    }
    long given = call.node().intAttr("axis", -1);
    int axis = given == -1 ? in.rank() : call.axis(given, in.rank() + 1);
    long depth = call.scalar(1).orElse(-1L);
    if (depth < -1 || call.scalar(1).isPresent() && depth < 0) {
      throw call.bad("a depth of " + depth);
    }
    List<Long> dims = new ArrayList<>(Arrays.stream(in.dims()).boxed().toList());
    dims.add(axis, depth);
    return List.of(TensorInfo.of(type, shape(dims)));
  }

  private static Shape shape(List<Long> dims) {
    return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
  }

  /** The shape that two shapes are broadcast to. */
  private static List<TensorInfo> broadcastArgs(OpCall call) {
    Optional<long[]> a = call.ints(0);
    Optional<long[]> b = call.ints(1);
    if (a.isEmpty() || b.isEmpty()) {
      return List.of(TensorInfo.of(call.dtype(0), Shape.unknown(1)));
    }
    Shape both =
        Broadcast.of(call, LayoutRules.checked(call, a.get()), LayoutRules.checked(call, b.get()));
    return List.of(
        TensorInfo.of(Literal.ofLongs(call.dtype(0), Shape.of(both.rank()), both.dims())));
  }

  /** {@code [outer…, n]} tuples of n indices into the first n axes. */
  private static List<TensorInfo> gather(OpCall call) {
    Shape in = call.shape(0);
    Shape indices = call.shape(1);
    if (!in.hasRank() || !indices.hasRank() || indices.rank() < 1 || indices.dim(-1) < 0) {
      return List.of(call.in(0).withShape(Shape.UNKNOWN).withoutValue());
    }
    return List.of(
        call.in(0).withShape(joined(call, indices, in, (int) indices.dim(-1))).withoutValue());
  }

  private static Shape joined(OpCall call, Shape indices, Shape in, int length) {
    if (length > in.rank()) {
      throw call.bad("tuples of " + length + " indices into " + in);
    }
    List<Long> dims = new ArrayList<>();
    for (int i = 0; i < indices.rank() - 1; i++) {
      dims.add(indices.dim(i));
    }
    for (int i = length; i < in.rank(); i++) {
      dims.add(in.dim(i));
    }
    return shape(dims);
  }

  private static List<TensorInfo> scatter(OpCall call) {
    Optional<long[]> dims = call.ints(2);
    Shape indices = call.shape(0);
    if (dims.isEmpty() || !indices.isStatic() || indices.rank() < 1) {
      return List.of(TensorInfo.of(call.dtype(1), Shape.UNKNOWN));
    }
    Shape out = LayoutRules.checked(call, dims.get());
    Shape updates = joined(call, indices, out, (int) indices.dim(-1));
    if (call.shape(1).isStatic() && !call.shape(1).equals(updates)) {
      throw call.bad("scatters " + call.shape(1) + " where " + updates + " belong");
    }
    return List.of(TensorInfo.of(call.dtype(1), out));
  }

  private static Optional<List<Literal>> inverse(
      OpCall call, List<Literal> in, List<TensorInfo> out) {
    Literal order = in.get(0);
    long[] inverse = new long[order.size()];
    Arrays.fill(inverse, -1);
    for (int i = 0; i < inverse.length; i++) {
      inverse[Math.toIntExact(order.integer(i))] = i;
    }
    if (Arrays.stream(inverse).anyMatch(i -> i < 0)) {
      throw call.bad("its input is no permutation");
    }
    return Optional.of(List.of(Literal.ofLongs(order.dtype(), order.shape(), inverse)));
  }

  /** Zeros outside a band of diagonals below and above the main one; negative numbers mean all. */
  private static Optional<List<Literal>> band(OpCall call, List<Literal> in, List<TensorInfo> out) {
    Literal x = in.get(0);
    if (x.dtype() != DType.FLOAT || x.shape().rank() < 2) {
      return Optional.empty();
    }
    long lower = in.get(1).integer(0);
    long upper = in.get(2).integer(0);
    int cols = (int) x.shape().dim(-1);
    int rows = (int) x.shape().dim(-2);
    float[] values = x.toFloats();
    for (int i = 0; i < values.length; i++) {
      int row = i / cols % rows;
      int col = i % cols;
      boolean inside = (lower < 0 || row - col <= lower) && (upper < 0 || col - row <= upper);
      values[i] = inside ? values[i] : 0;
    }
    return Optional.of(List.of(Literal.ofFloats(x.shape(), values)));
  }
}
