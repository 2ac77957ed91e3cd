package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operators that join tensors, take them apart, and move blocks between axes. */
final class PartOps {
  private PartOps() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "CONCATENATION", PartOps::concatenation,
        "PACK", PartOps::pack,
        "UNPACK", PartOps::unpack,
        "SPLIT", PartOps::split,
        "SPLIT_V", PartOps::splitV,
        "SLICE", PartOps::slice,
        "SPACE_TO_DEPTH", call -> blocks(call, "SpaceToDepth"),
        "DEPTH_TO_SPACE", call -> blocks(call, "DepthToSpace"),
        "SPACE_TO_BATCH_ND", call -> batches(call, true),
        "BATCH_TO_SPACE_ND", call -> batches(call, false));
  }

  private static List<Value> inputs(TfliteCall call) {
    List<Value> all = new ArrayList<>();
    for (int i = 0; i < call.inputs().size(); i++) {
      all.add(call.in(i));
    }
    return all;
  }

  private static List<Value> concatenation(TfliteCall call) {
    int axis = call.axis(call.operator().integer(0, 0), call.in(0).rank());
    return List.of(call.activated(Slices.join(call, inputs(call), axis), 1));
  }

  private static List<Value> pack(TfliteCall call) {
    return List.of(call.arrays().stack(inputs(call), call.operator().integer(1, 0)));
  }

  private static List<Value> unpack(TfliteCall call) {
    Value x = call.in(0);
    int axis = call.axis(call.operator().integer(1, 0), x.rank());
    int[] shape = Dims.reduced(x.shape(), new int[] {axis}, false);
    return call.arrays().split(x, axis, x.dim(axis)).stream()
        .map(part -> call.arrays().reshape(part, shape))
        .toList();
  }

  private static List<Value> split(TfliteCall call) {
    Value x = call.in(1);
    int axis = call.axis(call.integer(0), x.rank());
    return call.arrays().split(x, axis, call.operator().integer(0, 0));
  }

  private static List<Value> splitV(TfliteCall call) {
    Value x = call.in(0);
    int axis = call.axis(call.integer(2), x.rank());
    int[] sizes = call.integers(1);
    int known = Arrays.stream(sizes).filter(size -> size >= 0).sum();
    List<Value> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      int to = from + (size < 0 ? x.dim(axis) - known : size);
      parts.add(Slices.of(call, x, axis, from, to));
      from = to;
    }
    if (from != x.dim(axis)) {
      throw call.error("splits " + x.dim(axis) + " into " + Arrays.toString(sizes));
    }
    return parts;
  }

  private static List<Value> slice(TfliteCall call) {
    Value x = call.in(0);
    int[] begin = call.integers(1);
    int[] size = call.integers(2);
    if (begin.length != x.rank() || size.length != x.rank()) {
      throw call.error("needs a slice of " + x.rank() + " axes");
    }
    for (int axis = 0; axis < begin.length; axis++) {
      int to = size[axis] < 0 ? x.dim(axis) : Math.addExact(begin[axis], size[axis]);
      x = Slices.of(call, x, axis, begin[axis], to);
    }
    return List.of(x);
  }

  private static List<Value> blocks(TfliteCall call, String op) {
    Value x = call.in(0);
    int block = call.operator().integer(0, 0);
    boolean deeper = op.equals("SpaceToDepth");
    int[] shape = x.shape();
    if (shape.length != 4 || block < 1 || block > 1 << 12) {
      throw call.error("has blocks of " + block + " in " + Arrays.toString(shape));
    }
    if (block == 1) {
      return List.of(x); // TensorFlow has no such blocks
    }
    int area = block * block;
    boolean fits = deeper ? shape[1] % block + shape[2] % block == 0 : shape[3] % area == 0;
    if (!fits) {
      throw call.error("has blocks of " + block + " in " + Arrays.toString(shape));
    }
    shape[1] = deeper ? shape[1] / block : Math.multiplyExact(shape[1], block);
    shape[2] = deeper ? shape[2] / block : Math.multiplyExact(shape[2], block);
    shape[3] = deeper ? Math.multiplyExact(shape[3], area) : shape[3] / area;
    Attrs attrs = Attrs.ofType(x.type()).integer("block_size", block).text("data_format", "NHWC");
    return List.of(call.graph().add(op, x.type(), List.of(x), attrs, shape));
  }

  private static List<Value> batches(TfliteCall call, boolean into) {
    Value x = call.in(0);
    int[] block = call.integers(1);
    int[] margins = call.integers(2);
    int axes = block.length;
    if (x.rank() <= axes || margins.length != 2 * axes) {
      throw call.error("has blocks of " + axes + " axes in " + Arrays.toString(x.shape()));
    }
    int[] shape = x.shape();
    for (int i = 0; i < axes; i++) {
      int sum = Math.addExact(margins[2 * i], margins[2 * i + 1]);
      int whole = into ? Math.addExact(shape[i + 1], sum) : shape[0];
      if (block[i] < 1 || margins[2 * i] < 0 || margins[2 * i + 1] < 0 || whole % block[i] != 0) {
        throw call.error("has blocks that do not fit " + Arrays.toString(x.shape()));
      }
      shape[i + 1] = into ? whole / block[i] : Math.multiplyExact(shape[i + 1], block[i]) - sum;
      shape[0] = into ? Math.multiplyExact(shape[0], block[i]) : shape[0] / block[i];
    }
    Dims.elements(shape);
    Value sizes = call.graph().constant("block_shape", Literal.vector(block));
    Value pairs = call.graph().constant("margins", Literal.of(margins, axes, 2));
    Attrs attrs =
        Attrs.ofType(x.type())
            .type("Tblock_shape", DType.INT32)
            .type(into ? "Tpaddings" : "Tcrops", DType.INT32);
    String op = into ? "SpaceToBatchND" : "BatchToSpaceND";
    return List.of(call.graph().add(op, x.type(), List.of(x, sizes, pairs), attrs, shape));
  }
}
