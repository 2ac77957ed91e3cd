package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;

/** Products of matrices of levels. */
final class IntegerProducts {
  /** So many products of two levels, or of their bytes, add up to less than 2^24. */
  private static final int MAX_PRODUCTS = 257;

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
        new LevelSums(integers, integers.in(0), call.math()::matMul)
            .of(rows, columns.node().constant(), 0);
    Value whole = WeightedSums.biased(integers, sums, 2);
    double most = LevelSums.most(weights, integers.in(0).reach(), integers.bias(2));
    double[] scales = WeightedSums.scales(integers, 0, 1, 0);
    Value levels = integers.rescaling().timesOnce(whole, scales, most);
    LevelRange range = integers.out().range(call, call.operator().octet(0));
    Value result = integers.rescaling().clamped(levels, range);
    return List.of(ProductOps.shaped(call, x, weights.dims()[1], result));
  }

  private static List<Value> batchMatMul(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine out = integers.out();
    Value a = integers.levels(0);
    int depth = a.rank() < 2 ? 1 : a.dim(call.operator().flag(0) ? -2 : -1);
    boolean wide = integers.in(0).type() == TfliteElementType.INT16;
    if (depth > MAX_PRODUCTS) {
      throw call.error("adds up " + depth + " products, more than a float holds exactly");
    }
    float both = integers.in(0).scale() * integers.in(1).scale();
    List<Multiplier> scale = List.of(Multiplier.of((double) both / out.scale()));
    Rescaling rescaling = integers.rescaling();
    return List.of(
        wide
            ? rescaling.clamped(rescaling.timesReduced(ofBytes(integers), scale), out.range())
            : rescaling.levels(
                ProductOps.product(call, a, integers.levels(1)), scale, out.range()));
  }

  /** Products of levels of 16 bits, of whose bytes each is multiplied with each. */
  private static Value ofBytes(IntegerCall integers) {
    TfliteCall call = integers.call();
    Rescaling rescaling = integers.rescaling();
    List<Value> left = LevelSums.bytes(integers, integers.levels(0));
    List<Value> right = LevelSums.bytes(integers, integers.levels(1));
    Value sum = null;
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 2; k++) {
        Value product = ProductOps.product(call, left.get(i), right.get(k));
        Value whole = call.math().cast(product, DType.INT64);
        Value shifted = call.math().mul(whole, rescaling.constant(1L << 8 * (2 - i - k)));
        sum = sum == null ? shifted : call.math().add(sum, shifted);
      }
    }
    return sum;
  }
}
