package io.kwsbench.lower;

import io.kwsbench.graph.Literal;
import io.kwsbench.graph.shape.SliceSpec;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Ops that move elements: views by strides, joins, paddings. */
final class LayoutLowering {
  private LayoutLowering() {}

  static Map<String, OpLowering> all() {
    Map<String, OpLowering> all = new HashMap<>();
    for (String op : List.of("Reshape", "Squeeze", "ExpandDims")) {
      all.put(op, call -> List.of(call.reshaped(call.in(0), call.shape(0))));
    }
    for (String op :
        List.of(
            "Identity",
            "StopGradient",
            "PreventGradient",
            "Snapshot",
            "CheckNumerics",
            "PlaceholderWithDefault")) {
      all.put(op, call -> List.of(call.in(0)));
    }
    all.put("IdentityN", LowerCall::inputs);
    all.put("Transpose", LayoutLowering::transpose);
    all.put("Tile", LayoutLowering::tile);
    all.put("BroadcastTo", LayoutLowering::broadcastTo);
    all.put("Fill", LayoutLowering::broadcastTo);
    all.put("ReverseV2", LayoutLowering::reverse);
    all.put("SpaceToDepth", call -> blocks(call, true));
    all.put("DepthToSpace", call -> blocks(call, false));
    all.put("ReverseSequence", LayoutLowering::reverseSequence);
    all.put("Pad", LayoutLowering::pad);
    all.put("PadV2", LayoutLowering::pad);
    all.put("MirrorPad", LayoutLowering::mirrorPad);
    all.put("ConcatV2", call -> concat(call, 0, call.inputs().size() - 1, call.literal(-1)));
    all.put("Concat", call -> concat(call, 1, call.inputs().size(), call.literal(0)));
    all.put("Pack", LayoutLowering::pack);
    all.put("Unpack", call -> parts(call, 0, call.node().intAttr("axis", 0)));
    all.put("Split", call -> parts(call, 1, call.literal(0).integer(0)));
    all.put("SplitV", call -> parts(call, 0, call.literal(2).integer(0)));
    all.put("Slice", LayoutLowering::slice);
    all.put("StridedSlice", LayoutLowering::stridedSlice);
    all.put("Gather", call -> gather(call, 0));
    all.put("GatherV2", call -> gather(call, call.literal(2).integer(0)));
    return all;
  }

  /** Strides of a dense row-major tensor, in elements. */
  static int[] dense(Shape shape) {
    int[] strides = new int[shape.rank()];
    long stride = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      strides[i] = Math.toIntExact(stride);
      stride *= shape.dim(i);
    }
    return strides;
  }

  static OpKind view(long offset, long[] dims, int[] strides) {
    List<Integer> sizes = IntStream.range(0, dims.length).mapToObj(i -> (int) dims[i]).toList();
    return new OpKind.View(Math.toIntExact(offset), sizes, IntStream.of(strides).boxed().toList());
  }

  private static int axis(long axis, int rank) {
    return Math.toIntExact(axis < 0 ? axis + rank : axis);
  }

  private static List<Tensor> transpose(LowerCall call) {
    int[] dense = dense(call.in(0).shape());
    Literal order = call.literal(1);
    int[] strides = new int[dense.length];
    for (int i = 0; i < strides.length; i++) {
      strides[i] = dense[axis(order.integer(i), dense.length)];
    }
    return call.emit(view(0, call.shape(0).dims(), strides), call.in(0));
  }

  private static List<Tensor> tile(LowerCall call) {
    Shape in = call.in(0).shape();
    int[] dense = dense(in);
    long[] dims = new long[2 * in.rank()];
    int[] strides = new int[2 * in.rank()];
    for (int i = 0; i < in.rank(); i++) {
      dims[2 * i] = call.literal(1).integer(i);
      dims[2 * i + 1] = in.dim(i);
      strides[2 * i + 1] = dense[i];
    }
    return call.emit(view(0, dims, strides), call.in(0));
  }

  private static List<Tensor> broadcastTo(LowerCall call) {
    Tensor x = call.node().op().equals("Fill") ? call.in(1) : call.in(0);
    Shape to = call.shape(0);
    int[] dense = dense(x.shape());
    int[] strides = new int[to.rank()];
    int missing = to.rank() - x.rank();
    for (int i = 0; i < x.rank(); i++) {
      strides[missing + i] = x.dim(i) == 1 ? 0 : dense[i];
    }
    return call.emit(view(0, to.dims(), strides), x);
  }

  private static List<Tensor> reverse(LowerCall call) {
    int[] strides = dense(call.in(0).shape());
    long offset = 0;
    for (long given : call.literal(1).toLongs()) {
      int axis = axis(given, strides.length);
      offset += (call.shape(0).dim(axis) - 1) * strides[axis];
      strides[axis] = -strides[axis];
    }
    return call.emit(view(Math.max(0, offset), call.shape(0).dims(), strides), call.in(0));
  }

  /** Blocks of pixels into channels, or back. */
  private static List<Tensor> blocks(LowerCall call, boolean toDepth) {
    call.require(
        call.node().stringAttr("data_format", "NHWC").equals("NHWC"),
        "the native engine has channels last only");
    long block = call.node().intAttr("block_size", 0);
    Shape small = toDepth ? call.shape(0) : call.in(0).shape();
    Shape large = toDepth ? call.in(0).shape() : call.shape(0);
    long c = large.dim(3);
    long row = large.dim(2) * c;
    long image = large.dim(1) * row;
    if (toDepth) {
      long[] dims = {small.dim(0), small.dim(1), small.dim(2), block, block, c};
      long[] steps = {image, block * row, block * c, row, c, 1};
      return call.emit(view(0, dims, strides(steps)), call.in(0));
    }
    long inner = small.dim(3);
    long line = small.dim(2) * inner;
    long[] dims = {small.dim(0), small.dim(1), block, small.dim(2), block, c};
    long[] steps = {small.dim(1) * line, line, block * c, inner, c, 1};
    return call.emit(view(0, dims, strides(steps)), call.in(0));
  }

  private static int[] strides(long[] steps) {
    return Arrays.stream(steps).mapToInt(Math::toIntExact).toArray();
  }

  /** The first part along an axis turned round, the rest as it is. */
  private static List<Tensor> reverseSequence(LowerCall call) {
    Tensor x = call.in(0);
    if (!call.in(1).isConstant()) {
      return reverseComputed(call);
    }
    Literal lengths = call.literal(1);
    int axis = axis(call.node().intAttr("seq_dim", 0), x.rank());
    int n = Math.toIntExact(lengths.size() == 0 ? 0 : lengths.integer(0));
    boolean same = IntStream.range(0, lengths.size()).allMatch(i -> lengths.integer(i) == n);
    call.require(same, "the native engine has it for sequences of one length");
    call.require(n >= 0 && n <= x.dim(axis), "a sequence of " + n + " in " + x.shape());
    if (n <= 1) {
      return List.of(x);
    }
    long[] dims = x.shape().dims();
    Tensor turned = mirrored(call, x, axis, n - 1, n);
    if (n == dims[axis]) {
      return List.of(turned);
    }
    int[] strides = dense(x.shape());
    dims[axis] -= n;
    OpKind tail = view((long) n * strides[axis], dims, strides);
    Tensor rest = call.between(tail, "rest", x.dtype(), Shape.of(dims), x);
    return call.emit(new OpKind.Concat(axis), turned, rest);
  }

  /** Of one sequence: element i of the first n is element n − 1 − i. */
  private static List<Tensor> reverseComputed(LowerCall call) {
    Tensor x = call.in(0);
    int axis = axis(call.node().intAttr("seq_dim", 0), x.rank());
    call.require(
        call.in(1).elements() == 1, "the native engine has it for sequences of one length");
    int n = x.dim(axis);
    Tensor length = call.in(1);
    if (length.dtype() != DType.INT32) {
      length = call.between(new OpKind.Cast(), "length", DType.INT32, length.shape(), length);
    }
    Shape line = Shape.of(n);
    long[] places = IntStream.range(0, n).asLongStream().toArray();
    long[] mirrored = IntStream.range(0, n).mapToLong(i -> -1 - i).toArray();
    Tensor straight = ints(call, "places", line, places);
    Tensor turned = ints(call, "mirrored", line, mirrored);
    OpKind add = new OpKind.Binary(BinaryFn.ADD, UnaryFunction.IDENTITY);
    Tensor back = call.between(add, "back", DType.INT32, line, turned, length);
    OpKind less = new OpKind.Binary(BinaryFn.LESS, UnaryFunction.IDENTITY);
    Tensor inside = call.between(less, "inside", DType.BOOL, line, straight, length);
    Tensor order =
        call.between(new OpKind.Select(), "order", DType.INT32, line, inside, back, straight);
    int inner = dense(x.shape())[axis];
    int outer = n * inner == 0 ? 0 : x.elements() / (n * inner);
    return call.emit(new OpKind.Gather(outer, n, inner), x, order);
  }

  private static Tensor ints(LowerCall call, String what, Shape shape, long[] values) {
    Literal literal = Literal.ofLongs(DType.INT32, shape, values);
    return Tensor.constant(call.node().name() + "/" + what, literal);
  }

  private static List<Tensor> pad(LowerCall call) {
    call.requireFloat(0);
    Literal pads = call.literal(1);
    List<Integer> before = new ArrayList<>();
    for (int i = 0; i < call.in(0).rank(); i++) {
      before.add(Math.toIntExact(pads.integer(2 * i)));
    }
    float value = call.inputs().size() > 2 ? (float) call.literal(2).real(0) : 0;
    return call.emit(new OpKind.Pad(before, value), call.in(0));
  }

  /** Axis by axis: the mirrored start, the tensor, the mirrored end. */
  private static List<Tensor> mirrorPad(LowerCall call) {
    int skip = call.node().stringAttr("mode", "REFLECT").equals("REFLECT") ? 1 : 0;
    Literal pads = call.literal(1);
    Tensor x = call.in(0);
    for (int axis = 0; axis < call.in(0).rank(); axis++) {
      int before = Math.toIntExact(pads.integer(2 * axis));
      int after = Math.toIntExact(pads.integer(2 * axis + 1));
      int n = x.dim(axis);
      call.require(before + skip <= n && after + skip <= n, "pads more than there is to mirror");
      if (before + after > 0) {
        Tensor[] parts = {
          mirrored(call, x, axis, before + skip - 1, before),
          x,
          mirrored(call, x, axis, n - 1 - skip, after)
        };
        long[] dims = x.shape().dims();
        dims[axis] += before + after;
        Tensor[] some = Arrays.stream(parts).filter(t -> t.elements() > 0).toArray(Tensor[]::new);
        OpKind join = new OpKind.Concat(axis);
        x = call.between(join, "mirrored" + axis, x.dtype(), Shape.of(dims), some);
      }
    }
    return List.of(call.reshaped(x, call.shape(0)));
  }

  /** {@code count} slices along an axis, from {@code first} downwards. */
  private static Tensor mirrored(LowerCall call, Tensor x, int axis, int first, int count) {
    int[] strides = dense(x.shape());
    long offset = (long) first * strides[axis];
    long[] dims = x.shape().dims();
    dims[axis] = count;
    strides[axis] = -strides[axis];
    OpKind view = view(Math.max(0, offset), dims, strides);
    return count == 0
        ? Tensor.of("nothing", x.dtype(), Shape.of(dims))
        : call.between(view, "mirror" + axis, x.dtype(), Shape.of(dims), x);
  }

  private static List<Tensor> concat(LowerCall call, int from, int to, Literal axis) {
    int along = axis(axis.integer(0), call.shape(0).rank());
    Tensor[] parts =
        call.inputs().subList(from, to).stream()
            .filter(t -> t.elements() > 0)
            .toArray(Tensor[]::new);
    return parts.length == 1 ? List.of(parts[0]) : call.emit(new OpKind.Concat(along), parts);
  }

  private static List<Tensor> pack(LowerCall call) {
    int axis = axis(call.node().intAttr("axis", 0), call.shape(0).rank());
    long[] dims = call.shape(0).dims();
    dims[axis] = 1;
    Tensor[] parts =
        call.inputs().stream().map(t -> call.reshaped(t, Shape.of(dims))).toArray(Tensor[]::new);
    return parts.length == 1 ? List.of(parts[0]) : call.emit(new OpKind.Concat(axis), parts);
  }

  private static List<Tensor> parts(LowerCall call, int input, long givenAxis) {
    Tensor x = call.in(input);
    int axis = axis(givenAxis, x.rank());
    int[] strides = dense(x.shape());
    List<Tensor> parts = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < call.infos().size(); i++) {
      long[] dims = x.shape().dims();
      dims[axis] = call.shape(i).rank() < x.rank() ? 1 : call.shape(i).dim(axis);
      parts.add(call.emit(view(at * strides[axis], dims, strides), i, x));
      at += dims[axis];
    }
    return parts;
  }

  private static List<Tensor> slice(LowerCall call) {
    int[] strides = dense(call.in(0).shape());
    long offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += call.literal(1).integer(i) * strides[i];
    }
    return call.emit(view(offset, call.shape(0).dims(), strides), call.in(0));
  }

  private static List<Tensor> stridedSlice(LowerCall call) {
    Tensor x = call.in(0);
    SliceSpec spec =
        SliceSpec.of(
            call.node(),
            x.shape(),
            call.literal(1).toLongs(),
            call.literal(2).toLongs(),
            call.literal(3).toLongs());
    int[] strides = dense(x.shape());
    long[] dims = new long[strides.length];
    long offset = 0;
    for (int i = 0; i < strides.length; i++) {
      offset += spec.begin().get(i) * strides[i];
      dims[i] = spec.count().get(i);
      strides[i] = Math.toIntExact(dims[i] <= 1 ? 0 : spec.stride().get(i) * strides[i]);
    }
    return call.emit(view(offset, dims, strides), x);
  }

  private static List<Tensor> gather(LowerCall call, long givenAxis) {
    Tensor x = call.in(0);
    DType index = call.in(1).dtype();
    call.require(index == DType.INT32 || index == DType.INT64, "its indices are no integers");
    int axis = axis(givenAxis, x.rank());
    int inner = dense(x.shape())[axis];
    int n = x.dim(axis);
    int outer = n * inner == 0 ? 0 : x.elements() / (n * inner);
    return call.emit(new OpKind.Gather(outer, n, inner), x, call.in(1));
  }
}
