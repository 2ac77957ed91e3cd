package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;

/** SVDF layers of real numbers, whose weights may be quantized. */
final class RealRankFilter {
  private RealRankFilter() {}

  static RankFilter.Result of(TfliteCall call, Value state) {
    MathOps math = call.math();
    ArrayOps arrays = call.arrays();
    Value x = StatefulOps.rows(call, call.in(0));
    RankFilter sizes = RankFilter.of(call, x.dim(1));
    Weights weights = call.weights(1);
    Value columns = call.folded(arrays.transpose(weights.value(), 1, 0));
    boolean asymmetric = call.operator().flag(2);
    Value newest =
        Hybrid.multiplied(call, x, weights, asymmetric, rows -> math.matMul(rows, columns));
    Value next = sizes.moved(arrays, state, newest);
    Value products = math.mul(next, times(call));
    Value byUnit = arrays.reshape(products, 1, sizes.units(), sizes.rank() * sizes.memory());
    Value sums = math.reduce("Sum", byUnit, false, 2);
    Value biased = call.has(3) ? call.graph().nn().biasAdd(sums, call.in(3)) : sums;
    return new RankFilter.Result(call.activated(biased, 1), next);
  }

  /** The weights of the time steps as real numbers. */
  private static Value times(TfliteCall call) {
    Weights times = call.weights(2);
    return times.isQuantized()
        ? call.folded(
            call.math().mul(times.value(), call.graph().constant("scale", times.scales())))
        : times.value();
  }
}
