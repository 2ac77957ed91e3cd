package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Operations that move elements and compute none. All take and give static shapes. */
public final class ArrayOps {
  private final IrBuilder graph;

  ArrayOps(IrBuilder graph) {
    this.graph = graph;
  }

  /** Reshapes; one dimension may be −1. */
  public Value reshape(Value x, int... shape) {
    return reshapeNamed("Reshape", x, shape);
  }

  /** The same with a name for the node. */
  public Value reshapeNamed(String name, Value x, int... shape) {
    int[] resolved = Dims.resolved(shape, x.size());
    IrNode node =
        graph.node(
            "Reshape",
            name,
            List.of(x, graph.constant("shape", Literal.vector(resolved))),
            Attrs.ofType(x.type()).type("Tshape", DType.INT32));
    return graph.output(node, x.type(), resolved);
  }

  /** Puts a dimension of one in at {@code axis}; negative axes count from behind the last. */
  public Value expandDims(Value x, int axis) {
    int at = Dims.axis(axis, x.rank() + 1);
    return graph.add(
        "ExpandDims",
        x.type(),
        List.of(x, graph.constant("dim", Literal.ofInt(at))),
        Attrs.ofType(x.type()).type("Tdim", DType.INT32),
        Dims.expanded(x.shape(), at));
  }

  /** Takes dimensions of one away. */
  public Value squeeze(Value x, int... axes) {
    int[] at = Arrays.stream(axes).map(a -> Dims.axis(a, x.rank())).sorted().toArray();
    for (int axis : at) {
      if (x.dim(axis) != 1) {
        throw new KwsException("cannot squeeze axis " + axis + " of " + Arrays.toString(x.shape()));
      }
    }
    return graph.add(
        "Squeeze",
        x.type(),
        List.of(x),
        Attrs.ofType(x.type()).integers("squeeze_dims", at),
        Dims.reduced(x.shape(), at, false));
  }

  /** Reorders the axes: axis i of the result is axis {@code order[i]} of {@code x}. */
  public Value transpose(Value x, int... order) {
    int rank = x.rank();
    if (!Arrays.equals(
        Arrays.stream(order).sorted().toArray(), IntStream.range(0, rank).toArray())) {
      throw new KwsException("no order of " + rank + " axes: " + Arrays.toString(order));
    }
    int[] shape = Arrays.stream(order).map(x::dim).toArray();
    return graph.add(
        "Transpose",
        x.type(),
        List.of(x, graph.constant("perm", Literal.vector(order))),
        Attrs.ofType(x.type()).type("Tperm", DType.INT32),
        shape);
  }

  /** Joins along an axis; everything else must agree. One part is itself. */
  public Value concat(List<Value> parts, int axis) {
    Value first = parts.get(0);
    if (parts.size() == 1) {
      return first;
    }
    int at = Dims.axis(axis, first.rank());
    int[] shape = first.shape();
    shape[at] = 0;
    for (Value part : parts) {
      int[] rest = part.shape();
      if (rest.length != shape.length || !agreeBeside(at, rest, first.shape())) {
        throw new KwsException(
            "cannot join "
                + Arrays.toString(first.shape())
                + " and "
                + Arrays.toString(rest)
                + " along axis "
                + at);
      }
      shape[at] += rest[at];
    }
    Dims.elements(shape);
    List<Value> inputs = new ArrayList<>(parts);
    inputs.add(graph.constant("axis", Literal.ofInt(at)));
    Attrs attrs = Attrs.ofType(first.type()).integer("N", parts.size()).type("Tidx", DType.INT32);
    return graph.add("ConcatV2", first.type(), inputs, attrs, shape);
  }

  private static boolean agreeBeside(int axis, int[] a, int[] b) {
    return IntStream.range(0, a.length).allMatch(i -> i == axis || a[i] == b[i]);
  }

  /** Stacks tensors of one shape along a new axis. */
  public Value stack(List<Value> parts, int axis) {
    Value first = parts.get(0);
    if (parts.stream().anyMatch(part -> !Arrays.equals(part.shape(), first.shape()))) {
      throw new KwsException("cannot stack tensors of different shapes");
    }
    int at = Dims.axis(axis, first.rank() + 1);
    int[] shape = Dims.expanded(first.shape(), at);
    shape[at] = parts.size();
    Dims.elements(shape);
    Attrs attrs = Attrs.ofType(first.type()).integer("N", parts.size()).integer("axis", at);
    return graph.add("Pack", first.type(), parts, attrs, shape);
  }

  /** Cuts into equal parts along an axis. */
  public List<Value> split(Value x, int axis, int count) {
    int at = Dims.axis(axis, x.rank());
    if (count < 1 || x.dim(at) % count != 0) {
      throw new KwsException("cannot split " + x.dim(at) + " into " + count + " equal parts");
    }
    if (count == 1) {
      return List.of(x);
    }
    int[] shape = x.shape();
    shape[at] /= count;
    IrNode node =
        graph.node(
            "Split",
            "Split",
            List.of(graph.constant("axis", Literal.ofInt(at)), x),
            Attrs.ofType(x.type()).integer("num_split", count));
    for (int i = 0; i < count; i++) {
      graph.output(node, x.type(), shape);
    }
    return node.outputs();
  }

  /** Takes one slice an axis; axes that {@code slices} does not reach stay whole. */
  public Value slice(Value x, List<AxisSlice> slices) {
    return new StridedSlices(graph).slice(x, slices);
  }

  /** A run of elements along one axis. */
  public Value slice(Value x, int axis, int from, int to) {
    int[] begin = new int[x.rank()];
    int[] size = x.shape();
    begin[axis] = from;
    size[axis] = to - from;
    return graph.add(
        "Slice",
        x.type(),
        List.of(
            x,
            graph.constant("begin", Literal.vector(begin)),
            graph.constant("size", Literal.vector(size))),
        Attrs.ofType(x.type()).type("Index", DType.INT32),
        size);
  }

  /** Repeats the whole tensor along each axis. */
  public Value tile(Value x, int... multiples) {
    int[] shape = x.shape();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = Math.multiplyExact(shape[i], multiples[i]);
    }
    Dims.elements(shape);
    return graph.add(
        "Tile",
        x.type(),
        List.of(x, graph.constant("multiples", Literal.vector(multiples))),
        Attrs.ofType(x.type()).type("Tmultiples", DType.INT32),
        shape);
  }

  /** Repeats every element along an axis in place: a b → a a b b. */
  public Value repeatElements(Value x, int axis, int times) {
    if (times < 1) {
      throw new KwsException("cannot repeat " + times + " times");
    }
    int at = Dims.axis(axis, x.rank());
    int[] multiples = new int[x.rank() + 1];
    Arrays.fill(multiples, 1);
    multiples[at + 1] = times;
    int[] shape = x.shape();
    shape[at] = Math.multiplyExact(shape[at], times);
    return reshape(tile(expandDims(x, at + 1), multiples), shape);
  }

  /** Pads with zeros; {@code before} and {@code after} have a number an axis. */
  public Value pad(Value x, int[] before, int[] after) {
    int[] shape = x.shape();
    int[] paddings = new int[2 * shape.length];
    for (int i = 0; i < shape.length; i++) {
      if (before[i] < 0 || after[i] < 0) {
        throw new KwsException("negative padding");
      }
      shape[i] = Math.addExact(shape[i], Math.addExact(before[i], after[i]));
      paddings[2 * i] = before[i];
      paddings[2 * i + 1] = after[i];
    }
    Dims.elements(shape);
    Value amounts = graph.constant("paddings", Literal.of(paddings, shape.length, 2));
    Attrs attrs = Attrs.ofType(x.type()).type("Tpaddings", DType.INT32);
    return graph.add("Pad", x.type(), List.of(x, amounts), attrs, shape);
  }

  /** Turns an axis around. */
  public Value reverse(Value x, int... axes) {
    int[] at = Arrays.stream(axes).map(a -> Dims.axis(a, x.rank())).toArray();
    return graph.add(
        "ReverseV2",
        x.type(),
        List.of(x, graph.constant("axis", Literal.vector(at))),
        Attrs.ofType(x.type()).type("Tidx", DType.INT32),
        x.shape());
  }
}
