package io.kwsbench.lower;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.graph.Node;
import io.kwsbench.graph.shape.TensorInfo;
import io.kwsbench.program.Op;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One node that is being lowered.
 *
 * @param node the node
 * @param inputs its data inputs
 * @param infos type and static shape of its outputs
 * @param ops where operations go
 */
record LowerCall(Node node, List<Tensor> inputs, List<TensorInfo> infos, List<Op> ops) {
  Tensor in(int i) {
    return inputs.get(i < 0 ? i + inputs.size() : i);
  }

  /**
   * The value of an input that has to be constant.
   *
   * @throws KwsException when it is not
   */
  Literal literal(int i) {
    return in(i).value().orElseThrow(() -> bad("input " + i + " is not constant"));
  }

  Shape shape(int output) {
    return infos.get(output).shape();
  }

  DType dtype(int output) {
    return infos.get(output).dtype().orElseThrow(() -> bad("its element type is not known"));
  }

  /** An operation that makes the node's first output. */
  List<Tensor> emit(OpKind kind, Tensor... from) {
    return List.of(emit(kind, 0, from));
  }

  /** An operation that makes one of the node's outputs. */
  Tensor emit(OpKind kind, int output, Tensor... from) {
    String name = output == 0 ? node.name() : node.name() + ":" + output;
    return emit(kind, Tensor.of(name, dtype(output), shape(output)), from);
  }

  /** An operation that makes something between the node's inputs and its outputs. */
  Tensor between(OpKind kind, String what, DType dtype, Shape shape, Tensor... from) {
    return emit(kind, Tensor.of(node.name() + "/" + what, dtype, shape), from);
  }

  private Tensor emit(OpKind kind, Tensor output, Tensor... from) {
    ops.add(Op.of(kind, Arrays.asList(from), output, node.name()));
    return output;
  }

  /** The same elements in another shape; constants are reshaped at once. */
  Tensor reshaped(Tensor tensor, Shape shape) {
    if (tensor.shape().equals(shape)) {
      return tensor;
    }
    if (tensor.isConstant()) {
      return Tensor.constant(tensor.name(), tensor.value().orElseThrow().reshaped(shape));
    }
    return between(new OpKind.Reshape(), "reshape", tensor.dtype(), shape, tensor);
  }

  /** The operation so far that makes a tensor. */
  Optional<Op> maker(Tensor tensor) {
    for (int i = ops.size() - 1; i >= 0; i--) {
      if (ops.get(i).outputs().contains(tensor)) {
        return Optional.of(ops.get(i));
      }
    }
    return Optional.empty();
  }

  /** A node that the engine cannot run, and why. */
  KwsException bad(String what) {
    return new KwsException("node " + node.name() + " (" + node.op() + "): " + what);
  }

  void require(boolean holds, String otherwise) {
    if (!holds) {
      throw bad(otherwise);
    }
  }

  void requireFloat(int... which) {
    for (int i : which) {
      require(
          in(i).dtype() == DType.FLOAT,
          "the native engine computes it on floats, not on " + in(i).dtype().label());
    }
  }
}
