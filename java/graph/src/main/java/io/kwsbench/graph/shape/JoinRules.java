package io.kwsbench.graph.shape;

import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ops that join tensors or take parts of them. */
final class JoinRules {
  /** More outputs than this are hostile. */
  private static final int MAX_PARTS = 1 << 16;

  private JoinRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("ConcatV2", call -> concat(call, call.inputs().size() - 1, 0));
    rules.put("Concat", call -> concat(call, 0, 1));
    rules.put("Pack", JoinRules::pack);
    rules.put("Unpack", JoinRules::unpack);
    rules.put("Split", JoinRules::split);
    rules.put("SplitV", JoinRules::splitV);
    rules.put("Slice", JoinRules::slice);
    rules.put("StridedSlice", JoinRules::stridedSlice);
    rules.put("Gather", call -> gather(call, Optional.of(0L)));
    rules.put("ResourceGather", call -> List.of(TensorInfo.UNKNOWN));
    rules.put("GatherV2", call -> gather(call, call.scalar(2)));
    return rules;
  }

  private static List<TensorInfo> concat(OpCall call, int axisInput, int first) {
    int n = call.inputs().size() - 1;
    if (n < 1) {
      throw call.bad("joins nothing");
    }
    DType dtype = call.dtype(first);
    Optional<Long> axis = call.scalar(axisInput);
    Shape sample = null;
    for (int i = first; i < first + n; i++) {
      Shape shape = call.shape(i);
      if (!shape.hasRank()) {
        return List.of(TensorInfo.of(dtype, Shape.UNKNOWN));
      }
      if (sample != null && shape.rank() != sample.rank()) {
        throw call.bad("joins " + sample + " and " + shape);
      }
      sample = shape;
    }
    if (axis.isEmpty()) {
      return List.of(TensorInfo.of(dtype, Shape.unknown(sample.rank())));
    }
    int along = call.axis(axis.get(), sample.rank());
    long[] dims = call.shape(first).dims();
    for (int i = first + 1; i < first + n; i++) {
      join(call, dims, call.shape(i), along);
    }
    return List.of(TensorInfo.of(dtype, Shape.of(dims)));
  }

  private static void join(OpCall call, long[] dims, Shape next, int along) {
    for (int d = 0; d < dims.length; d++) {
      long dim = next.dim(d);
      if (d == along) {
        dims[d] = dims[d] < 0 || dim < 0 ? -1 : Math.addExact(dims[d], dim);
      } else if (dims[d] >= 0 && dim >= 0 && dims[d] != dim) {
        throw call.bad("joins " + Shape.of(dims) + " and " + next + " along axis " + along);
      } else {
        dims[d] = Math.max(dims[d], dim);
      }
    }
  }

  private static List<TensorInfo> pack(OpCall call) {
    Shape in = call.shape(0);
    for (TensorInfo input : call.inputs()) {
      if (!input.shape().hasRank()) {
        return List.of(TensorInfo.of(call.dtype(0), Shape.UNKNOWN));
      }
      if (in.isStatic() && input.shape().isStatic() && !in.equals(input.shape())) {
        throw call.bad("packs " + in + " and " + input.shape());
      }
      in = in.isStatic() ? in : input.shape();
    }
    int axis = call.axis(call.node().intAttr("axis", 0), in.rank() + 1);
    List<Long> dims = new ArrayList<>(Arrays.stream(in.dims()).boxed().toList());
    dims.add(axis, (long) call.inputs().size());
    return List.of(TensorInfo.of(call.dtype(0), shape(dims)));
  }

  private static Shape shape(List<Long> dims) {
    return Shape.of(dims.stream().mapToLong(Long::longValue).toArray());
  }

  private static List<TensorInfo> unpack(OpCall call) {
    Shape in = call.shape(0);
    int num = parts(call, call.node().intAttr("num", 0));
    Shape each = Shape.UNKNOWN;
    if (in.hasRank()) {
      int axis = call.axis(call.node().intAttr("axis", 0), in.rank());
      List<Long> dims = new ArrayList<>(Arrays.stream(in.dims()).boxed().toList());
      long along = dims.remove(axis);
      if (along >= 0 && along != num) {
        throw call.bad("unpacks " + num + " of " + in);
      }
      each = shape(dims);
    }
    return Collections.nCopies(num, TensorInfo.of(call.dtype(0), each));
  }

  private static int parts(OpCall call, long num) {
    if (num < 0 || num > MAX_PARTS) {
      throw call.bad("makes " + num + " parts");
    }
    return (int) num;
  }

  private static List<TensorInfo> split(OpCall call) {
    int num = parts(call, call.node().intAttr("num_split", 0));
    Shape in = call.shape(1);
    Shape each = in.hasRank() ? Shape.unknown(in.rank()) : in;
    if (in.hasRank() && call.scalar(0).isPresent()) {
      int axis = call.axis(call.scalar(0).get(), in.rank());
      long[] dims = in.dims();
      if (num == 0 || dims[axis] >= 0 && dims[axis] % num != 0) {
        throw call.bad("splits " + in + " into " + num + " along axis " + axis);
      }
      dims[axis] = dims[axis] < 0 ? -1 : dims[axis] / num;
      each = Shape.of(dims);
    }
    return Collections.nCopies(num, TensorInfo.of(call.dtype(1), each));
  }

  private static List<TensorInfo> splitV(OpCall call) {
    int num = parts(call, call.node().intAttr("num_split", 0));
    Shape in = call.shape(0);
    Optional<long[]> sizes = call.ints(1);
    Optional<Long> axis = call.scalar(2);
    if (!in.hasRank() || sizes.isEmpty() || axis.isEmpty()) {
      return Collections.nCopies(num, TensorInfo.of(call.dtype(0), Shape.UNKNOWN));
    }
    int along = call.axis(axis.get(), in.rank());
    long[] lengths = resolved(call, sizes.get(), in.dim(along));
    if (lengths.length != num) {
      throw call.bad("splits into " + num + " of " + lengths.length + " sizes");
    }
    List<TensorInfo> parts = new ArrayList<>();
    for (long length : lengths) {
      long[] dims = in.dims();
      dims[along] = length;
      parts.add(TensorInfo.of(call.dtype(0), Shape.of(dims)));
    }
    return parts;
  }

  /** Sizes of which one may be −1: what is left. */
  static long[] resolved(OpCall call, long[] sizes, long whole) {
    long sum = 0;
    int free = -1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] < -1 || sizes[i] == -1 && free >= 0) {
        throw call.bad("sizes " + Arrays.toString(sizes));
      }
      free = sizes[i] == -1 ? i : free;
      sum = Math.addExact(sum, Math.max(0, sizes[i]));
    }
    long[] lengths = sizes.clone();
    if (free >= 0) {
      lengths[free] = whole < 0 ? -1 : whole - sum;
    }
    if (whole >= 0 && (free >= 0 ? lengths[free] < 0 : sum != whole)) {
      throw call.bad("sizes " + Arrays.toString(sizes) + " of " + whole);
    }
    return lengths;
  }

  private static List<TensorInfo> slice(OpCall call) {
    Shape in = call.shape(0);
    Optional<long[]> begin = call.ints(1);
    Optional<long[]> size = call.ints(2);
    if (!in.hasRank() || size.isEmpty()) {
      return List.of(call.in(0).withShape(in.hasRank() ? Shape.unknown(in.rank()) : in));
    }
    long[] dims = size.get();
    if (dims.length != in.rank() || begin.isPresent() && begin.get().length != dims.length) {
      throw call.bad("takes " + Arrays.toString(dims) + " of " + in);
    }
    for (int i = 0; i < dims.length; i++) {
      long from = begin.isPresent() ? begin.get()[i] : -1;
      long whole = in.dim(i);
      if (dims[i] == -1) {
        dims[i] = from < 0 || whole < 0 ? -1 : whole - from;
      }
      boolean outside = from >= 0 && whole >= 0 && dims[i] > whole - from;
      if (dims[i] < -1 || outside || begin.isPresent() && from < 0) {
        throw call.bad("takes " + Arrays.toString(size.get()) + " of " + in);
      }
    }
    return List.of(call.in(0).withShape(Shape.of(dims)));
  }

  private static List<TensorInfo> stridedSlice(OpCall call) {
    return List.of(
        call.in(0).withShape(sliceSpec(call).map(SliceSpec::output).orElse(Shape.UNKNOWN)));
  }

  /** The slice of a {@code StridedSlice}; empty while its bounds are unknown. */
  static Optional<SliceSpec> sliceSpec(OpCall call) {
    Shape in = call.shape(0);
    Optional<long[]> begin = call.ints(1);
    Optional<long[]> end = call.ints(2);
    Optional<long[]> stride = call.ints(3);
    if (!in.hasRank() || begin.isEmpty() || end.isEmpty() || stride.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SliceSpec.of(call.node(), in, begin.get(), end.get(), stride.get()));
    } catch (IllegalArgumentException e) {
      throw call.bad(e.getMessage());
    }
  }

  private static List<TensorInfo> gather(OpCall call, Optional<Long> axis) {
    Shape params = call.shape(0);
    Shape indices = call.shape(1);
    if (!params.hasRank() || !indices.hasRank() || axis.isEmpty()) {
      return List.of(call.in(0).withShape(Shape.UNKNOWN));
    }
    if (call.node().intAttr("batch_dims", 0) != 0) {
      throw call.bad("batch_dims is not supported");
    }
    int along = call.axis(axis.get(), params.rank());
    List<Long> dims = new ArrayList<>(Arrays.stream(params.dims()).boxed().toList());
    dims.remove(along);
    dims.addAll(along, Arrays.stream(indices.dims()).boxed().toList());
    return List.of(call.in(0).withShape(shape(dims)));
  }
}
