package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * TensorArrays: reads and writes at indices that are known when compiling become slices and joins.
 */
final class ArrayLowering {
  private static final long MAX_SIZE = 1 << 20;

  List<LoweredValue> lower(Node node, List<LoweredValue> inputs, List<Op> ops) {
    return switch (node.op()) {
      case "TensorArrayV3" -> create(node, inputs);
      case "TensorArrayScatterV3" -> scatter(node, inputs);
      case "TensorArrayWriteV3" -> write(node, inputs);
      case "TensorArrayReadV3" -> read(node, inputs, ops);
      case "TensorArrayGatherV3" -> gather(node, inputs, ops);
      case "TensorArraySizeV3" -> NodeLowering.known(size(node, inputs));
      case "TensorArrayCloseV3" -> List.of();
      default -> throw bad(node, "the native engine lacks it");
    };
  }

  private static KwsException bad(Node node, String what) {
    return new KwsException("node " + node.name() + " (" + node.op() + "): " + what);
  }

  private static Literal constant(Node node, List<LoweredValue> inputs, int i) {
    if (i >= inputs.size()) {
      throw bad(node, "an input is missing");
    }
    return NodeLowering.tensor(node, inputs.get(i))
        .value()
        .filter(v -> v.dtype().isInteger())
        .orElseThrow(() -> bad(node, "input " + i + " is not known when compiling"));
  }

  private static long index(Node node, List<LoweredValue> inputs, int i) {
    Literal value = constant(node, inputs, i);
    if (value.size() != 1) {
      throw bad(node, "input " + i + " holds " + value.size() + " numbers");
    }
    return value.integer(0);
  }

  private static ArrayState state(Node node, List<LoweredValue> inputs) {
    if (!inputs.isEmpty() && inputs.get(0) instanceof LoweredValue.Array array) {
      return array.state();
    }
    throw bad(node, "its first input is no TensorArray");
  }

  private static List<LoweredValue> create(Node node, List<LoweredValue> inputs) {
    long size = index(node, inputs, 0);
    if (size < 0 || size > MAX_SIZE) {
      throw bad(node, "an array of " + size);
    }
    LoweredValue array = new LoweredValue.Array(new ArrayState(size));
    return List.of(array, array);
  }

  private static List<LoweredValue> scatter(Node node, List<LoweredValue> inputs) {
    Literal indices = constant(node, inputs, 1);
    Tensor values = NodeLowering.tensor(node, inputs.get(2));
    requireAll(node, indices);
    if (values.rank() < 1 || values.dim(0) != indices.size()) {
      throw bad(node, "scatters " + values.shape() + " to " + indices.size() + " places");
    }
    state(node, inputs).scatter(values);
    return List.of(inputs.get(0));
  }

  /** Only whole arrays in order are scattered or gathered. */
  private static void requireAll(Node node, Literal indices) {
    boolean inOrder = IntStream.range(0, indices.size()).allMatch(i -> indices.integer(i) == i);
    if (!inOrder) {
      throw bad(node, "its indices are not 0, 1, 2, …");
    }
  }

  private static List<LoweredValue> write(Node node, List<LoweredValue> inputs) {
    long index = index(node, inputs, 1);
    if (inputs.size() < 3 || index < 0 || index > MAX_SIZE) {
      throw bad(node, "writes element " + index);
    }
    state(node, inputs).write(index, NodeLowering.tensor(node, inputs.get(2)));
    return List.of(inputs.get(0));
  }

  private static List<LoweredValue> read(Node node, List<LoweredValue> inputs, List<Op> ops) {
    ArrayState state = state(node, inputs);
    long index = index(node, inputs, 1);
    if (state.element(index).isPresent()) {
      return NodeLowering.known(state.element(index).get());
    }
    Tensor all =
        state.stacked().orElseThrow(() -> bad(node, "element " + index + " was not written"));
    if (index < 0 || index >= all.dim(0)) {
      throw bad(node, "reads element " + index + " of " + all.dim(0));
    }
    return NodeLowering.known(slice(node, all, (int) index, ops));
  }

  private static Tensor slice(Node node, Tensor all, int index, List<Op> ops) {
    Shape element = Shape.of(Arrays.copyOfRange(all.shape().dims(), 1, all.rank()));
    int n = Math.toIntExact(element.elements().orElseThrow());
    if (all.isConstant()) {
      int[] indices = IntStream.range(index * n, (index + 1) * n).toArray();
      return Tensor.constant(node.name(), all.value().orElseThrow().pick(element, indices));
    }
    Tensor slice = Tensor.of(node.name(), all.dtype(), element);
    OpKind view = new OpKind.View(Math.multiplyExact(index, n), List.of(n), List.of(1));
    ops.add(Op.of(view, List.of(all), slice, node.name()));
    return slice;
  }

  private static List<LoweredValue> gather(Node node, List<LoweredValue> inputs, List<Op> ops) {
    ArrayState state = state(node, inputs);
    Literal indices = constant(node, inputs, 1);
    requireAll(node, indices);
    if (state.stacked().isPresent() && state.stacked().get().dim(0) == indices.size()) {
      return NodeLowering.known(state.stacked().get());
    }
    List<Tensor> rows = new ArrayList<>();
    for (long i = 0; i < indices.size(); i++) {
      rows.add(row(node, state.element(i).orElseGet(() -> zeros(node, state)), ops));
    }
    if (rows.isEmpty()) {
      throw bad(node, "gathers nothing");
    }
    long[] dims = rows.get(0).shape().dims();
    if (rows.stream().anyMatch(r -> !r.shape().equals(rows.get(0).shape()))) {
      throw bad(node, "gathers elements of different shapes");
    }
    dims[0] = rows.size();
    Tensor all = Tensor.of(node.name(), rows.get(0).dtype(), Shape.of(dims));
    ops.add(Op.of(new OpKind.Concat(0), rows, all, node.name()));
    return NodeLowering.known(all);
  }

  /** The value of an element that no iteration wrote. */
  private static Tensor zeros(Node node, ArrayState state) {
    Tensor sample = state.element(0).orElseThrow(() -> bad(node, "element 0 was not written"));
    if (sample.dtype() != DType.FLOAT) {
      throw bad(node, "an element was not written");
    }
    return Tensor.floats(node.name() + "/zeros", sample.shape(), new float[sample.elements()]);
  }

  private static Tensor row(Node node, Tensor element, List<Op> ops) {
    long[] dims = new long[element.rank() + 1];
    dims[0] = 1;
    System.arraycopy(element.shape().dims(), 0, dims, 1, element.rank());
    if (element.isConstant()) {
      return Tensor.constant(
          element.name(), element.value().orElseThrow().reshaped(Shape.of(dims)));
    }
    Tensor row = Tensor.of(element.name(), element.dtype(), Shape.of(dims));
    ops.add(Op.of(new OpKind.Reshape(), List.of(element), row, node.name()));
    return row;
  }

  private static Tensor size(Node node, List<LoweredValue> inputs) {
    return Tensor.constant(node.name(), Literal.ofInt(state(node, inputs).size()));
  }
}
