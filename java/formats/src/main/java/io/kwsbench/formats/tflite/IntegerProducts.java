package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Products of matrices of levels. */
final class IntegerProducts {
  private IntegerProducts() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "FULLY_CONNECTED", IntegerProducts::fullyConnected,
        "BATCH_MATMUL", IntegerProducts::batchMatMul);
  }

  /** Products that are rounded once: the reference kernel has their factors as doubles. */
  private static List<Value> fullyConnected(TfliteCall call) {
    ProductOps.requireDefaultWeights(call);
    IntegerCall integers = new IntegerCall(call);
    Literal weights = integers.constant(1);
    if (weights.dims().length != 2) {
      throw call.error("has weights of " + weights.dims().length + " axes");
    }
    Value x = integers.levels(0);
    Value rows = call.arrays().reshape(x, -1, weights.dims()[1]);
    Value columns = call.folded(call.arrays().transpose(call.graph().constant(weights), 1, 0));
    Value sums =
        new ExactSums(integers, integers.in(0), call.math()::matMul)
            .of(rows, columns.node().constant(), 0);
    Value whole = WeightedSums.biased(integers, sums, 2);
    double most = ExactSums.most(weights, integers.in(0).reach(), integers.bias(2));
    double[] scales = WeightedSums.scales(integers, 0, 1, 0);
    Value levels = integers.rescaling().timesOnce(whole, scales, most);
    LevelRange range = integers.out().range(call, call.operator().octet(0));
    Value result = integers.rescaling().clamped(levels, range);
    return List.of(ProductOps.shaped(call, x, weights.dims()[1], result));
  }

  /** Both operands are levels, whose sums must fit into a float. */
  private static List<Value> batchMatMul(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine left = integers.in(0);
    Affine right = integers.in(1);
    Affine out = integers.out();
    Value a = integers.levels(0);
    Value b = integers.levels(1);
    int depth = a.rank() < 2 ? 1 : a.dim(call.operator().flag(0) ? -2 : -1);
    if ((double) depth * left.reach() * right.reach() > 1 << 24) {
      throw call.error(
          "multiplies "
              + Arrays.toString(a.shape())
              + " levels, whose sums a float does not hold exactly");
    }
    Value sums = ProductOps.product(call, a, b);
    float both = left.scale() * right.scale();
    List<Multiplier> scale = List.of(Multiplier.of((double) both / out.scale()));
    return List.of(integers.rescaling().levels(sums, scale, out.range()));
  }
}
