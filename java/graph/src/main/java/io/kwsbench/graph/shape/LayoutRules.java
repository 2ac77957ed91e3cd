package io.kwsbench.graph.shape;

import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ops that give the same elements another shape or order. */
final class LayoutRules {
  private LayoutRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("Reshape", LayoutRules::reshape);
    rules.put("Squeeze", LayoutRules::squeeze);
    rules.put("ExpandDims", LayoutRules::expandDims);
    rules.put("Transpose", LayoutRules::transpose);
    rules.put("Tile", LayoutRules::tile);
    rules.put("BroadcastTo", LayoutRules::broadcastTo);
    rules.put("Pad", LayoutRules::pad);
    rules.put("PadV2", LayoutRules::pad);
    rules.put("MirrorPad", LayoutRules::pad);
    rules.put("SpaceToDepth", call -> blocks(call, true));
    rules.put("DepthToSpace", call -> blocks(call, false));
    return rules;
  }

  private static List<TensorInfo> blocks(OpCall call, boolean toDepth) {
    Shape in = call.ranked(0, 4);
    long block = call.node().intAttr("block_size", 0);
    if (block < 1 || block > 1 << 12) {
      throw call.bad("blocks of " + block);
    }
    long[] dims = in.dims();
    for (int axis = 1; axis < 4; axis++) {
      boolean divide = toDepth == (axis < 3);
      long factor = axis < 3 ? block : block * block;
      if (divide && dims[axis] >= 0 && dims[axis] % factor != 0) {
        throw call.bad("blocks of " + block + " in " + in);
      }
      dims[axis] = dims[axis] < 0 ? -1 : divide ? dims[axis] / factor : dims[axis] * factor;
    }
    return List.of(TensorInfo.of(call.dtype(0), Shape.of(dims)));
  }

  private static List<TensorInfo> of(OpCall call, Shape shape) {
    return List.of(call.in(0).withShape(shape));
  }

  private static Shape anyOf(Shape in) {
    return in.hasRank() ? Shape.unknown(in.rank()) : in;
  }

  private static List<TensorInfo> reshape(OpCall call) {
    Optional<long[]> wanted = call.ints(1);
    if (wanted.isEmpty()) {
      Shape vector = call.shape(1);
      boolean rank = vector.isStatic() && vector.rank() == 1 && vector.dim(0) <= 32;
      return of(call, rank ? Shape.unknown((int) vector.dim(0)) : Shape.UNKNOWN);
    }
    long[] dims = wanted.get();
    int free = -1;
    long known = 1;
    for (int i = 0; i < dims.length; i++) {
      if (dims[i] == -1 && free < 0) {
        free = i;
      } else if (dims[i] < 0) {
        throw call.bad("shape " + Arrays.toString(dims));
      } else {
        known = Math.multiplyExact(known, dims[i]);
      }
    }
    long elements = call.shape(0).elements().orElse(-1);
    if (free >= 0) {
      dims[free] = elements < 0 ? -1 : known == 0 ? 0 : elements / known;
    }
    long made = free >= 0 ? Math.multiplyExact(known, Math.max(dims[free], 0)) : known;
    if (elements >= 0 && made != elements) {
      throw call.bad("cannot make " + Shape.of(dims) + " of " + call.shape(0));
    }
    return of(call, Shape.of(dims));
  }

  private static List<TensorInfo> squeeze(OpCall call) {
    Shape in = call.shape(0);
    long[] axes = call.node().intsAttr("squeeze_dims");
    if (!in.hasRank()) {
      return of(call, Shape.UNKNOWN);
    }
    boolean[] gone = ReductionRules.reduced(call, in, axes);
    List<Long> dims = new ArrayList<>();
    for (int i = 0; i < in.rank(); i++) {
      long dim = in.dim(i);
      if (gone[i] && dim > 1 || gone[i] && dim == 0) {
        throw call.bad("squeezes axis " + i + " of " + in);
      }
      if (axes.length == 0 && dim < 0) {
        return of(call, Shape.UNKNOWN);
      }
      if (axes.length == 0 ? dim != 1 : !gone[i]) {
        dims.add(dim);
      }
    }
    return of(call, shape(dims));
  }

  private static Shape shape(List<Long> dims) {
    return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
  }

  private static List<TensorInfo> expandDims(OpCall call) {
    Shape in = call.shape(0);
    Optional<Long> axis = call.scalar(1);
    if (!in.hasRank() || axis.isEmpty()) {
      return of(call, in.hasRank() ? Shape.unknown(in.rank() + 1) : in);
    }
    List<Long> dims = new ArrayList<>(Arrays.stream(in.dims()).boxed().toList());
    dims.add(call.axis(axis.get(), in.rank() + 1), 1L);
    return of(call, shape(dims));
  }

  private static List<TensorInfo> transpose(OpCall call) {
    Shape in = call.shape(0);
    Optional<long[]> order = call.ints(1);
    if (!in.hasRank() || order.isEmpty()) {
      return of(call, anyOf(in));
    }
    long[] dims = new long[in.rank()];
    boolean[] taken = new boolean[in.rank()];
    if (order.get().length != dims.length) {
      throw call.bad("permutes " + in + " by " + Arrays.toString(order.get()));
    }
    for (int i = 0; i < dims.length; i++) {
      int axis = call.axis(order.get()[i], in.rank());
      if (taken[axis]) {
        throw call.bad("permutes " + in + " by " + Arrays.toString(order.get()));
      }
      taken[axis] = true;
      dims[i] = in.dim(axis);
    }
    return of(call, Shape.of(dims));
  }

  private static List<TensorInfo> tile(OpCall call) {
    Shape in = call.shape(0);
    Optional<long[]> times = call.ints(1);
    if (!in.hasRank() || times.isEmpty()) {
      return of(call, anyOf(in));
    }
    long[] dims = in.dims();
    if (times.get().length != dims.length) {
      throw call.bad("tiles " + in + " by " + Arrays.toString(times.get()));
    }
    for (int i = 0; i < dims.length; i++) {
      if (times.get()[i] < 0) {
        throw call.bad("tiles " + in + " by " + Arrays.toString(times.get()));
      }
      dims[i] = dims[i] < 0 ? -1 : Math.multiplyExact(dims[i], times.get()[i]);
    }
    return of(call, Shape.of(dims));
  }

  private static List<TensorInfo> broadcastTo(OpCall call) {
    return of(call, call.ints(1).map(dims -> checked(call, dims)).orElse(Shape.UNKNOWN));
  }

  /** A shape that a tensor of integers holds. */
  static Shape checked(OpCall call, long[] dims) {
    for (long dim : dims) {
      if (dim < 0) {
        throw call.bad("shape " + Arrays.toString(dims));
      }
    }
    return Shape.of(dims);
  }

  /** A shape that a literal holds. */
  static Shape checked(OpCall call, Literal dims) {
    return checked(call, dims.toLongs());
  }

  private static List<TensorInfo> pad(OpCall call) {
    Shape in = call.shape(0);
    Optional<long[]> pads = call.ints(1);
    if (!in.hasRank() || pads.isEmpty()) {
      return of(call, anyOf(in));
    }
    long[] dims = in.dims();
    if (pads.get().length != 2 * dims.length) {
      throw call.bad("pads " + in + " by " + Arrays.toString(pads.get()));
    }
    for (int i = 0; i < dims.length; i++) {
      long before = pads.get()[2 * i];
      long after = pads.get()[2 * i + 1];
      if (before < 0 || after < 0) {
        throw call.bad("pads by " + Math.min(before, after));
      }
      dims[i] = dims[i] < 0 ? -1 : Math.addExact(dims[i], Math.addExact(before, after));
    }
    return of(call, Shape.of(dims));
  }
}
