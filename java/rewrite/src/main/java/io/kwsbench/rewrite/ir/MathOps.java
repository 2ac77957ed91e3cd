package io.kwsbench.rewrite.ir;

import io.kwsbench.KwsException;
import io.kwsbench.graph.Attrs;
import io.kwsbench.graph.Literal;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;

/** Element-wise operations, reductions and products. */
public final class MathOps {
  private final IrBuilder graph;

  MathOps(IrBuilder graph) {
    this.graph = graph;
  }

  /** An operation of one operand, element by element: {@code Relu}, {@code Exp}, … */
  public Value unary(String op, Value x) {
    return graph.add(op, x.type(), List.of(x), Attrs.ofType(x.type()), x.shape());
  }

  /** An operation of two operands that broadcast: {@code Add}, {@code Maximum}, … */
  public Value binary(String op, Value a, Value b) {
    if (a.type() != b.type()) {
      throw new KwsException(op + " of " + a.type().label() + " and " + b.type().label());
    }
    int[] shape = Dims.broadcast(a.shape(), b.shape());
    return graph.add(op, a.type(), List.of(a, b), Attrs.ofType(a.type()), shape);
  }

  public Value add(Value a, Value b) {
    return binary("Add", a, b);
  }

  public Value sub(Value a, Value b) {
    return binary("Sub", a, b);
  }

  public Value mul(Value a, Value b) {
    return binary("Mul", a, b);
  }

  public Value mul(Value a, float factor) {
    return mul(graph.scalar(factor), a);
  }

  public Value add(Value a, float term) {
    return add(a, graph.scalar(term));
  }

  public Value div(Value a, Value b) {
    return binary("RealDiv", a, b);
  }

  /** Keras's {@code clip}: the lower bound wins. */
  public Value clip(Value x, float low, float high) {
    Value atMost = binary("Minimum", x, graph.scalar(high));
    return binary("Maximum", atMost, graph.scalar(low));
  }

  /** A comparison: {@code Greater}, {@code Less}, …; the result is of booleans. */
  public Value compare(String op, Value a, Value b) {
    int[] shape = Dims.broadcast(a.shape(), b.shape());
    return graph.add(op, DType.BOOL, List.of(a, b), Attrs.ofType(a.type()), shape);
  }

  /** {@code LogicalAnd} or {@code LogicalOr} of booleans that broadcast. */
  public Value logical(String op, Value a, Value b) {
    int[] shape = Dims.broadcast(a.shape(), b.shape());
    return graph.add(op, DType.BOOL, List.of(a, b), Attrs.NONE, shape);
  }

  /** The opposite of booleans. */
  public Value not(Value x) {
    return graph.add("LogicalNot", DType.BOOL, List.of(x), Attrs.NONE, x.shape());
  }

  /** Booleans as ones and zeros. */
  public Value toFloat(Value booleans) {
    return cast(booleans, DType.FLOAT);
  }

  /** The same numbers as elements of another type. */
  public Value cast(Value x, DType to) {
    if (x.type() == to) {
      return x;
    }
    Attrs attrs = Attrs.NONE.type("SrcT", x.type()).type("DstT", to);
    return graph.add("Cast", to, List.of(x), attrs, x.shape());
  }

  /** {@code a} where {@code condition} holds, else {@code b}; all of one shape. */
  public Value select(Value condition, Value a, Value b) {
    if (!Arrays.equals(a.shape(), b.shape()) || !Arrays.equals(a.shape(), condition.shape())) {
      throw new KwsException("a selection between tensors of different shapes");
    }
    return graph.add(
        "Select", a.type(), List.of(condition, a, b), Attrs.ofType(a.type()), a.shape());
  }

  /** A reduction over axes: {@code Max}, {@code Mean}, {@code Sum}, {@code Min}, {@code Prod}. */
  public Value reduce(String op, Value x, boolean keep, int... axes) {
    int[] at = Arrays.stream(axes).map(a -> Dims.axis(a, x.rank())).sorted().toArray();
    Value over = graph.constant("reduction_indices", Literal.vector(at));
    Attrs attrs = Attrs.ofType(x.type()).type("Tidx", DType.INT32).flag("keep_dims", keep);
    return graph.add(op, x.type(), List.of(x, over), attrs, Dims.reduced(x.shape(), at, keep));
  }

  /** Softmax over the rows of a matrix: TensorFlow 1.4 knows no other. */
  public Value softmaxRows(Value x) {
    if (x.rank() != 2) {
      throw new KwsException("softmax of a tensor of " + x.rank() + " dimensions");
    }
    return unary("Softmax", x);
  }

  /** The product of two matrices. */
  public Value matMul(Value a, Value b) {
    if (a.rank() != 2 || b.rank() != 2 || a.dim(1) != b.dim(0)) {
      throw mismatch(a, b);
    }
    Attrs attrs = Attrs.ofType(a.type()).flag("transpose_a", false).flag("transpose_b", false);
    return graph.add("MatMul", a.type(), List.of(a, b), attrs, a.dim(0), b.dim(1));
  }

  /** A product of matrices for each of the leading axes, either operand adjoined first. */
  public Value batchMatMul(Value a, Value b, boolean adjointA, boolean adjointB) {
    int rank = a.rank();
    if (rank < 3 || b.rank() != rank) {
      throw mismatch(a, b);
    }
    int[] shape = a.shape();
    int inner = a.dim(adjointA ? -2 : -1);
    shape[rank - 2] = a.dim(adjointA ? -1 : -2);
    shape[rank - 1] = b.dim(adjointB ? -2 : -1);
    for (int i = 0; i < rank - 2; i++) {
      if (a.dim(i) != b.dim(i)) {
        throw mismatch(a, b);
      }
    }
    if (inner != b.dim(adjointB ? -1 : -2)) {
      throw mismatch(a, b);
    }
    Attrs attrs = Attrs.ofType(a.type()).flag("adj_x", adjointA).flag("adj_y", adjointB);
    return graph.add("BatchMatMul", a.type(), List.of(a, b), attrs, shape);
  }

  private static KwsException mismatch(Value a, Value b) {
    return new KwsException(
        "no product of " + Arrays.toString(a.shape()) + " and " + Arrays.toString(b.shape()));
  }
}
