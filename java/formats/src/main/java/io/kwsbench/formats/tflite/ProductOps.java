package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Dims;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Products of matrices. */
final class ProductOps {
  private ProductOps() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "FULLY_CONNECTED", ProductOps::fullyConnected, "BATCH_MATMUL", ProductOps::batchMatMul);
  }

  private static List<Value> fullyConnected(TfliteCall call) {
    requireDefaultWeights(call);
    Value x = call.in(0);
    Weights weights = call.weights(1);
    if (weights.value().rank() != 2) {
      throw call.error("has weights of " + weights.value().rank() + " axes");
    }
    int width = weights.value().dim(1);
    Value rows = call.arrays().reshape(x, -1, width);
    Value columns = call.folded(call.arrays().transpose(weights.value(), 1, 0));
    Value product =
        Hybrid.multiplied(
            call, rows, weights, call.operator().flag(3), in -> call.math().matMul(in, columns));
    if (call.has(2)) {
      product = call.graph().nn().biasAdd(product, call.in(2));
    }
    return List.of(shaped(call, x, width, call.activated(product, 0)));
  }

  static void requireDefaultWeights(TfliteCall call) {
    if (call.operator().octet(1) != 0) {
      throw call.error(
          "has shuffled weights: convert the model with weights of the default format");
    }
  }

  /** The rows of a product with the axes of what was multiplied, where the options say so. */
  static Value shaped(TfliteCall call, Value x, int width, Value result) {
    if (!call.operator().flag(2)) {
      return result;
    }
    int[] shape = x.shape();
    if (shape.length == 0 || shape[shape.length - 1] != width) {
      throw call.error("keeps the axes of " + Arrays.toString(shape) + ", which do not fit");
    }
    shape[shape.length - 1] = result.dim(1);
    return call.arrays().reshape(result, shape);
  }

  private static List<Value> batchMatMul(TfliteCall call) {
    return List.of(product(call, call.in(0), call.in(1)));
  }

  /** The product of two matrices, or of two of each batch, either turned as the options say. */
  static Value product(TfliteCall call, Value a, Value b) {
    boolean turnedA = call.operator().flag(0);
    boolean turnedB = call.operator().flag(1);
    if (a.rank() < 2 || b.rank() < 2) {
      throw call.error(
          "multiplies " + Arrays.toString(a.shape()) + " by " + Arrays.toString(b.shape()));
    }
    int[] batch = Dims.broadcast(leading(a), leading(b));
    if (Dims.elements(batch) > 1) {
      return call.math()
          .batchMatMul(spread(call, a, batch), spread(call, b, batch), turnedA, turnedB);
    }
    Value product = call.math().matMul(matrix(call, a, turnedA), matrix(call, b, turnedB));
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = product.dim(0);
    shape[batch.length + 1] = product.dim(1);
    return call.arrays().reshape(product, shape);
  }

  private static int[] leading(Value x) {
    return Arrays.copyOf(x.shape(), x.rank() - 2);
  }

  private static Value matrix(TfliteCall call, Value x, boolean turned) {
    Value matrix = call.folded(call.arrays().reshape(x, x.dim(-2), x.dim(-1)));
    return turned ? call.folded(call.arrays().transpose(matrix, 1, 0)) : matrix;
  }

  private static Value spread(TfliteCall call, Value x, int... batch) {
    int[] shape = Arrays.copyOf(batch, batch.length + 2);
    shape[batch.length] = x.dim(-2);
    shape[batch.length + 1] = x.dim(-1);
    return Broadcasts.to(call.graph(), x, shape);
  }
}
