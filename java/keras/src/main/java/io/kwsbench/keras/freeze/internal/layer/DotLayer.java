package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dot: a product of two tensors over one axis of each, for each element of the batch.
 *
 * <p>The result has the first input's other axes, then the second's. Both are brought into the form
 * of a batched product of matrices: [batch, other axes, shared axis].
 */
final class DotLayer implements LayerKind {
  @Override
  public List<Value> apply(LayerCall call) {
    if (call.inputs().size() != 2) {
      throw call.error("takes two inputs, not " + call.inputs().size());
    }
    int[] axes = call.config().integers("axes", 2);
    Value a = operand(call, 0, axes[0]);
    Value b = operand(call, 1, axes[1]);
    List<Integer> shape = new ArrayList<>(List.of(a.dim(0)));
    shape.addAll(others(call.inputs().get(0), axes[0]));
    shape.addAll(others(call.inputs().get(1), axes[1]));
    if (shape.size() == 1) {
      shape.add(1);
    }
    Value product = call.graph().math().batchMatMul(a, b, false, true);
    int[] dims = shape.stream().mapToInt(Integer::intValue).toArray();
    return List.of(call.graph().arrays().reshape(product, dims));
  }

  private static int axis(Value x, int axis) {
    return Dims.axis(axis, x.rank());
  }

  private static List<Integer> others(Value x, int axis) {
    int shared = axis(x, axis);
    return IntStream.range(1, x.rank()).filter(i -> i != shared).mapToObj(x::dim).toList();
  }

  private static Value operand(LayerCall call, int index, int axisSetting) {
    ArrayOps arrays = call.graph().arrays();
    Value x = call.inputs().get(index);
    int axis = axis(x, axisSetting);
    if (axis == 0) {
      throw call.config().error("axes", "name the batch");
    }
    if (call.config().flag("normalize", false)) {
      x = normalized(call, x, axis);
    }
    int length = x.dim(axis);
    int last = x.rank() - 1;
    if (axis != last) {
      int[] order =
          IntStream.concat(IntStream.range(0, x.rank()).filter(i -> i != axis), IntStream.of(axis))
              .toArray();
      x = arrays.transpose(x, order);
    }
    int rows = Arrays.stream(x.shape()).limit(last).skip(1).reduce(1, Math::multiplyExact);
    return arrays.reshape(x, x.dim(0), rows, length);
  }

  /** {@code x / sqrt(max(sum(x^2), 1e-12))} along the axis. */
  private static Value normalized(LayerCall call, Value x, int axis) {
    MathOps math = call.graph().math();
    Value squares = math.reduce("Sum", math.unary("Square", x), true, axis);
    Value bounded = math.binary("Maximum", squares, call.graph().scalar(1e-12f));
    return math.mul(x, math.unary("Rsqrt", bounded));
  }
}
