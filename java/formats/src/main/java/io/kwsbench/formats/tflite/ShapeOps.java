package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.MadeConstants;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Operators that change or compute shapes. */
final class ShapeOps {
  private ShapeOps() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new HashMap<>();
    all.put("RESHAPE", ShapeOps::reshape);
    all.put("SQUEEZE", ShapeOps::squeeze);
    all.put("EXPAND_DIMS", ShapeOps::expandDims);
    all.put("TRANSPOSE", ShapeOps::transpose);
    all.put("SHAPE", call -> one(call.graph().vector(call.in(0).shape())));
    all.put("RANK", call -> one(call.graph().integer(call.in(0).rank())));
    all.put("TILE", ShapeOps::tile);
    all.put("BROADCAST_TO", ShapeOps::broadcastTo);
    all.put("BROADCAST_ARGS", ShapeOps::broadcastArgs);
    all.put("FILL", ShapeOps::fill);
    all.put("ZEROS_LIKE", ShapeOps::zeros);
    all.put("RANGE", ShapeOps::range);
    return all;
  }

  private static List<Value> one(Value value) {
    return List.of(value);
  }

  private static List<Value> reshape(TfliteCall call) {
    int[] wanted = call.has(1) ? call.integers(1) : call.operator().integers(0);
    Value x = call.in(0);
    int[] shape = Dims.resolved(wanted, x.size());
    return one(x.hasShape(shape) ? x : call.arrays().reshape(x, shape));
  }

  private static List<Value> squeeze(TfliteCall call) {
    Value x = call.in(0);
    int[] asked = call.operator().integers(0);
    int[] ones = IntStream.range(0, x.rank()).filter(i -> x.dim(i) == 1).toArray();
    int[] axes = asked.length == 0 ? ones : asked;
    int[] at = Arrays.stream(axes).map(a -> call.axis(a, x.rank())).toArray();
    if (Arrays.stream(at).anyMatch(axis -> x.dim(axis) != 1)) {
      throw call.error("squeezes an axis that is not one of " + Arrays.toString(x.shape()));
    }
    return one(call.arrays().reshape(x, Dims.reduced(x.shape(), at, false)));
  }

  private static List<Value> expandDims(TfliteCall call) {
    Value x = call.in(0);
    int axis = call.axis(call.integer(1), x.rank() + 1);
    return one(call.arrays().reshape(x, Dims.expanded(x.shape(), axis)));
  }

  private static List<Value> transpose(TfliteCall call) {
    Value x = call.in(0);
    int[] order = Arrays.stream(call.integers(1)).map(a -> call.axis(a, x.rank())).toArray();
    int[] moved = Arrays.stream(order).filter(axis -> x.dim(axis) != 1).toArray();
    boolean stays = IntStream.range(1, moved.length).allMatch(i -> moved[i - 1] < moved[i]);
    boolean whole = order.length == x.rank() && Arrays.stream(order).distinct().count() == x.rank();
    return one(
        stays && whole
            ? call.arrays().reshape(x, Arrays.stream(order).map(x::dim).toArray())
            : call.arrays().transpose(x, order));
  }

  private static List<Value> tile(TfliteCall call) {
    Value x = call.in(0);
    int[] multiples = call.integers(1);
    if (multiples.length != x.rank() || Arrays.stream(multiples).anyMatch(n -> n < 0)) {
      throw call.error("repeats " + Arrays.toString(x.shape()) + " by another number of axes");
    }
    return one(call.arrays().tile(x, multiples));
  }

  private static List<Value> broadcastTo(TfliteCall call) {
    int[] shape = call.integers(1);
    Value x = call.in(0);
    if (!Arrays.equals(Dims.broadcast(x.shape(), shape), shape)) {
      throw call.error("broadcasts to a smaller shape");
    }
    return one(Broadcasts.to(call.graph(), x, shape));
  }

  private static List<Value> broadcastArgs(TfliteCall call) {
    return one(call.graph().vector(Dims.broadcast(call.integers(0), call.integers(1))));
  }

  private static List<Value> fill(TfliteCall call) {
    return one(filled(call, call.literal(1), call.integers(0)));
  }

  private static List<Value> zeros(TfliteCall call) {
    Value x = call.in(0);
    Literal zero =
        x.type() == DType.FLOAT ? Literal.scalar(0) : Literal.ofLongs(x.type(), Shape.SCALAR, 0);
    return one(filled(call, zero, x.shape()));
  }

  private static Value filled(TfliteCall call, Literal one, int... shape) {
    return call.graph().constant(MadeConstants.filled(call.work().folding(), one, shape));
  }

  private static List<Value> range(TfliteCall call) {
    return one(
        MadeConstants.range(
                call.work().folding(), call.literal(0), call.literal(1), call.literal(2))
            .map(call.graph()::constant)
            .orElseThrow(() -> call.error("has no count of steps")));
  }
}
