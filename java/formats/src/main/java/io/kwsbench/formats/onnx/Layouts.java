package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Brings tensors into the layout that an operator needs. */
final class Layouts {
  private final IrBuilder graph;

  Layouts(IrBuilder graph) {
    this.graph = graph;
  }

  /** The tensor with its axes as ONNX has them. */
  Value plain(Laid x) {
    return as(x, Laid.identity(x.rank()));
  }

  /** The tensor with its axes in an order; nothing moves where only axes of one change places. */
  Value as(Laid x, List<Integer> order) {
    if (order.equals(x.order())) {
      return x.value();
    }
    int[] from = order.stream().mapToInt(x::at).toArray();
    int[] moved = Arrays.stream(from).filter(axis -> x.value().dim(axis) != 1).toArray();
    boolean stays = IntStream.range(1, moved.length).allMatch(i -> moved[i - 1] < moved[i]);
    if (stays) {
      return graph.arrays().reshape(x.value(), order.stream().mapToInt(x::dim).toArray());
    }
    return graph.arrays().transpose(x.value(), from);
  }

  /** Channels last: batch, the spatial axes, channels. */
  static List<Integer> channelsLast(int rank) {
    List<Integer> order = new ArrayList<>(Laid.identity(rank));
    order.add(order.remove(1));
    return order;
  }

  /** The tensor with axes of one in front, as broadcasting wants them. */
  Laid raised(Laid x, int rank) {
    int more = rank - x.rank();
    if (more == 0) {
      return x;
    }
    int[] shape = new int[rank];
    Arrays.fill(shape, 0, more, 1);
    System.arraycopy(x.value().shape(), 0, shape, more, x.rank());
    List<Integer> order = new ArrayList<>(Laid.identity(more));
    x.order().forEach(axis -> order.add(axis + more));
    return new Laid(graph.arrays().reshape(x.value(), shape), order);
  }

  /** The tensor repeated along its axes of one until it has a shape that it broadcasts to. */
  Laid broadcast(Laid x, int[] shape) {
    Laid raised = raised(x, shape.length);
    int[] multiples =
        raised.order().stream().mapToInt(axis -> raised.dim(axis) == 1 ? shape[axis] : 1).toArray();
    boolean same = Arrays.stream(multiples).allMatch(times -> times == 1);
    return same ? raised : raised.with(graph.arrays().tile(raised.value(), multiples));
  }

  /**
   * Operands that broadcast against each other, in one layout: that of the largest which is
   * computed.
   */
  List<Laid> aligned(List<Laid> operands) {
    int rank = operands.stream().mapToInt(Laid::rank).max().orElse(0);
    List<Laid> raised = oneType(operands).stream().map(x -> raised(x, rank)).toList();
    Laid leader = raised.get(0);
    for (Laid x : raised) {
      boolean computed = leader.isConstant() && !x.isConstant();
      boolean larger = x.value().size() > leader.value().size();
      if (computed || (larger && x.isConstant() == leader.isConstant())) {
        leader = x;
      }
    }
    List<Integer> order = leader.order();
    return raised.stream().map(x -> new Laid(as(x, order), order)).toList();
  }

  /** ONNX never mixes types: integers beside floats meet quantized numbers, which are floats. */
  private List<Laid> oneType(List<Laid> operands) {
    boolean real = operands.stream().anyMatch(x -> x.value().type() == DType.FLOAT);
    boolean mixed = real && operands.stream().anyMatch(x -> x.value().type() == DType.INT32);
    return mixed
        ? operands.stream().map(x -> x.value().type() == DType.INT32 ? real(x) : x).toList()
        : operands;
  }

  private Laid real(Laid x) {
    return x.with(graph.math().cast(x.value(), DType.FLOAT));
  }

  /** A constant without its leading axes of one: what passes know as a scale or a bias. */
  Value trimmed(Laid x) {
    int[] shape = x.value().shape();
    int ones = 0;
    while (ones < shape.length && shape[ones] == 1) {
      ones++;
    }
    return x.isConstant() && ones > 0
        ? graph.arrays().reshape(x.value(), Arrays.copyOfRange(shape, ones, shape.length))
        : x.value();
  }

  /** The shape that operands broadcast to. */
  static int[] common(List<Laid> operands) {
    return operands.stream().map(Laid::shape).reduce(Dims::broadcast).orElseThrow();
  }
}
