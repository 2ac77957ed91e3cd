package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A tensor of the ONNX graph, and how our graph lays it out.
 *
 * <p>ONNX has the channels in front, our kernels have them last. A tensor keeps the layout in which
 * it was computed, and the axes that ONNX speaks of are looked up here. Nothing is transposed until
 * an operator needs another layout.
 *
 * @param value ours
 * @param order for each axis of {@code value} the axis of the ONNX tensor that it holds
 */
record Laid(Value value, List<Integer> order) {
  private static final int MAX_AXES = 16;

  Laid {
    order = List.copyOf(order);
    if (order.size() > MAX_AXES) {
      throw new KwsException("a tensor of " + order.size() + " axes");
    }
  }

  /** A tensor whose axes stand as ONNX has them. */
  static Laid plain(Value value) {
    return new Laid(value, identity(value.rank()));
  }

  static List<Integer> identity(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }

  int rank() {
    return order.size();
  }

  /** The shape as ONNX sees it. */
  int[] shape() {
    int[] shape = new int[rank()];
    for (int i = 0; i < shape.length; i++) {
      shape[order.get(i)] = value.dim(i);
    }
    return shape;
  }

  /** The size of an axis of the ONNX tensor, counted from the front. */
  int dim(int axis) {
    return value.dim(order.indexOf(axis));
  }

  /** The axis of the frozen graph's tensor for an axis of the ONNX tensor. */
  int at(int axis) {
    return order.indexOf(axis);
  }

  boolean isConstant() {
    return value.isConstant();
  }

  Literal literal() {
    return value.node().constant();
  }

  /** The same layout for a value of the same axes. */
  Laid with(Value other) {
    return new Laid(other, order);
  }

  /** The order without some axes of the ONNX tensor; those behind them move up. */
  List<Integer> orderWithout(List<Integer> axes) {
    List<Integer> left = new ArrayList<>();
    for (int axis : order) {
      if (!axes.contains(axis)) {
        left.add(axis - (int) axes.stream().filter(gone -> gone < axis).count());
      }
    }
    return left;
  }
}
