package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.MadeConstants;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Operators that change or compute shapes. */
final class ShapeOps {
  private ShapeOps() {}

  static Map<String, OnnxOp> all() {
    return Map.ofEntries(
        Map.entry("Reshape", ShapeOps::reshape),
        Map.entry("Flatten", ShapeOps::flatten),
        Map.entry("Squeeze", ShapeOps::squeeze),
        Map.entry("Unsqueeze", ShapeOps::unsqueeze),
        Map.entry("Transpose", ShapeOps::transpose),
        Map.entry("Shape", ShapeOps::shape),
        Map.entry("Size", ShapeOps::size),
        Map.entry("Expand", ShapeOps::expand),
        Map.entry("Tile", ShapeOps::tile),
        Map.entry("Constant", ShapeOps::constant),
        Map.entry("ConstantOfShape", ShapeOps::constantOfShape),
        Map.entry("EyeLike", ShapeOps::eyeLike),
        Map.entry("Range", ShapeOps::range));
  }

  private static List<Laid> reshape(OnnxCall call) {
    int[] wanted = call.integers(1);
    int[] shape = call.in(0).shape();
    boolean zeroIsZero = call.node().integer("allowzero", 0) != 0;
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i] == 0 && !zeroIsZero) {
        if (i >= shape.length) {
          throw call.error("copies dimension " + i + " of " + Arrays.toString(shape));
        }
        wanted[i] = shape[i];
      }
    }
    return List.of(reshaped(call, call.in(0), wanted));
  }

  private static Laid reshaped(OnnxCall call, Laid x, int... shape) {
    return Laid.plain(call.arrays().reshape(call.layouts().plain(x), shape));
  }

  private static List<Laid> flatten(OnnxCall call) {
    int[] shape = call.in(0).shape();
    long asked = call.node().integer("axis", 1);
    int axis = asked == shape.length ? shape.length : call.axis(asked, shape.length);
    int rows = Dims.elements(Arrays.copyOf(shape, axis));
    int columns = Dims.elements(Arrays.copyOfRange(shape, axis, shape.length));
    return List.of(reshaped(call, call.in(0), rows, columns));
  }

  private static List<Laid> squeeze(OnnxCall call) {
    Laid x = call.in(0);
    int[] all = x.shape();
    int[] ones =
        Laid.identity(x.rank()).stream().mapToInt(i -> i).filter(i -> all[i] == 1).toArray();
    List<Integer> axes = call.sortedAxes(call.axes(1, ones), x.rank());
    for (int axis : axes) {
      if (all[axis] != 1) {
        throw call.error("squeezes axis " + axis + " of " + Arrays.toString(all));
      }
    }
    int[] left = x.order().stream().filter(axis -> !axes.contains(axis)).mapToInt(x::dim).toArray();
    Value value = axes.isEmpty() ? x.value() : call.arrays().reshape(x.value(), left);
    return List.of(new Laid(value, x.orderWithout(axes)));
  }

  private static List<Laid> unsqueeze(OnnxCall call) {
    int[] asked = call.axes(1);
    Laid x = call.in(0);
    for (int axis : call.sortedAxes(asked, x.rank() + asked.length)) {
      x = withAxis(call, x, axis);
    }
    return List.of(x);
  }

  private static Laid withAxis(OnnxCall call, Laid x, int axis) {
    List<Integer> order = new ArrayList<>();
    x.order().forEach(old -> order.add(old < axis ? old : old + 1));
    order.add(axis, axis);
    return new Laid(
        call.arrays().reshape(x.value(), Dims.expanded(x.value().shape(), axis)), order);
  }

  /** Moves nothing: the axes get other names. */
  private static List<Laid> transpose(OnnxCall call) {
    Laid x = call.in(0);
    int rank = x.rank();
    int[] reversed = new int[rank];
    Arrays.setAll(reversed, i -> rank - 1 - i);
    int[] perm = call.node().integers("perm", reversed);
    if (!Laid.identity(rank).equals(Arrays.stream(perm).sorted().boxed().toList())) {
      throw call.error("has no order of " + rank + " axes: " + Arrays.toString(perm));
    }
    List<Integer> names = Arrays.stream(perm).boxed().toList();
    return List.of(new Laid(x.value(), x.order().stream().map(names::indexOf).toList()));
  }

  private static List<Laid> shape(OnnxCall call) {
    int[] shape = call.in(0).shape();
    int from = bound(call.node().integer("start", 0), shape.length);
    int to = bound(call.node().integer("end", shape.length), shape.length);
    int[] part = from < to ? Arrays.copyOfRange(shape, from, to) : new int[0];
    return List.of(Laid.plain(call.graph().constant(Literal.vector(part))));
  }

  private static int bound(long asked, int rank) {
    return (int) Math.max(0, Math.min(rank, asked < 0 ? asked + rank : asked));
  }

  private static List<Laid> size(OnnxCall call) {
    return List.of(Laid.plain(call.graph().integer(call.in(0).value().size())));
  }

  private static List<Laid> expand(OnnxCall call) {
    Laid x = call.in(0);
    int[] shape = Dims.broadcast(x.shape(), call.integers(1));
    return List.of(call.layouts().broadcast(x, shape));
  }

  private static List<Laid> tile(OnnxCall call) {
    int[] repeats = call.integers(1);
    Laid x = call.in(0);
    if (repeats.length != x.rank()) {
      throw call.error("has " + repeats.length + " repeats for " + x.rank() + " axes");
    }
    int[] multiples = x.order().stream().mapToInt(axis -> repeats[axis]).toArray();
    return List.of(x.with(call.arrays().tile(x.value(), multiples)));
  }

  private static List<Laid> constant(OnnxCall call) {
    OnnxNode node = call.node();
    Literal literal;
    if (node.has("value")) {
      literal =
          OnnxTensor.read(
              node.tensor("value").orElseThrow(() -> call.error("has no value")),
              call.work().files());
    } else if (node.has("value_float")) {
      literal = Literal.scalar(node.real("value_float", 0));
    } else if (node.has("value_floats")) {
      float[] values = node.reals("value_floats");
      literal = Literal.of(values, values.length);
    } else if (node.has("value_int")) {
      literal = Literal.ofInt(OnnxNode.clamped(node.integer("value_int", 0)));
    } else if (node.has("value_ints")) {
      literal = Literal.vector(node.clamped("value_ints"));
    } else {
      throw call.error("holds neither numbers nor a dense tensor");
    }
    return List.of(Laid.plain(call.graph().constant(node.name(), literal)));
  }

  private static List<Laid> constantOfShape(OnnxCall call) {
    int[] shape = call.integers(0);
    Literal one =
        call.node()
            .tensor("value")
            .map(tensor -> OnnxTensor.read(tensor, call.work().files()))
            .orElse(Literal.scalar(0));
    Literal all = MadeConstants.filled(call.work().folding(), one, shape);
    return List.of(Laid.plain(call.graph().constant(all)));
  }

  /** Ones on a diagonal; nothing but the shape of the input counts. */
  private static List<Laid> eyeLike(OnnxCall call) {
    int[] shape = call.in(0).shape();
    if (shape.length != 2) {
      throw call.error("makes a matrix, but its input has shape " + Arrays.toString(shape));
    }
    OnnxElementType type = ElementTypes.eye(call);
    Literal all =
        MadeConstants.diagonal(
            call.work().folding(),
            type == null ? DType.FLOAT : type.dtype(),
            call.node().integer("k", 0),
            shape[0],
            shape[1]);
    return List.of(Laid.plain(call.graph().constant(all)));
  }

  private static List<Laid> range(OnnxCall call) {
    return MadeConstants.range(
            call.work().folding(), call.literal(0), call.literal(1), call.literal(2))
        .map(all -> List.of(Laid.plain(call.graph().constant(all))))
        .orElseThrow(() -> call.error("has no count of steps"));
  }
}
