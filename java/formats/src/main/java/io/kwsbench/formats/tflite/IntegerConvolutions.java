package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Multiplier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Convolutions of levels. */
final class IntegerConvolutions {
  private IntegerConvolutions() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "CONV_2D", IntegerConvolutions::conv,
        "DEPTHWISE_CONV_2D", IntegerConvolutions::depthwise,
        "TRANSPOSE_CONV", IntegerConvolutions::transposed);
  }

  private static List<Value> conv(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Literal weights = oriented(integers, 1, 2, 3, 0);
    Stride stride = Stride.of(call, 4);
    Value image = ConvolutionOps.image(call, integers.levels(0));
    int groups = image.dim(3) / Math.max(1, weights.dims()[2]);
    Value sums =
        new LevelSums(
                integers, integers.in(0), (x, w) -> ConvolutionOps.grouped(call, x, w, stride))
            .of(image, weights, groups == 1 ? 2 : -1);
    return List.of(
        WeightedSums.finished(integers, sums, WeightedSums.factors(integers, 0, 1, 0), 2, 3));
  }

  /** The weights less their zero points, in another order. */
  private static Literal oriented(IntegerCall integers, int... order) {
    TfliteCall call = integers.call();
    Value weights = call.graph().constant(integers.constant(1));
    if (weights.rank() != 4) {
      throw call.error("has weights of " + weights.rank() + " axes");
    }
    return call.folded(call.arrays().transpose(weights, order)).node().constant();
  }

  private static List<Value> depthwise(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Literal weights = integers.constant(1);
    Value image = ConvolutionOps.image(call, integers.levels(0));
    int[] shape = weights.dims();
    int channels = image.dim(3);
    if (shape.length != 4 || shape[0] != 1 || shape[3] % channels != 0) {
      throw call.error("has weights " + Arrays.toString(shape) + " for " + channels + " channels");
    }
    int taps = shape[1] * shape[2];
    Literal flat = weights.reshaped(taps, shape[3]);
    Stride stride = Stride.of(call, 5);
    Value sums =
        new LevelSums(
                integers,
                integers.in(0),
                (x, w) ->
                    ConvolutionOps.depthwise(
                        call.graph(),
                        x,
                        call.folded(
                            call.arrays()
                                .reshape(w, shape[1], shape[2], channels, shape[3] / channels)),
                        stride))
            .of(image, flat, -1);
    return List.of(
        WeightedSums.finished(integers, sums, WeightedSums.factors(integers, 0, 1, 3), 2, 4));
  }

  private static List<Value> transposed(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Literal weights = oriented(integers, 1, 2, 3, 0);
    Value sums =
        new LevelSums(
                integers,
                integers.in(2),
                (x, w) -> {
                  Value kernel = call.folded(call.arrays().transpose(w, 0, 1, 3, 2));
                  return ConvolutionOps.backwards(call, x, kernel);
                })
            .of(integers.levels(2), weights, 2);
    List<Multiplier> scales = WeightedSums.factors(integers, 2, 1, 0);
    return List.of(WeightedSums.finished(integers, sums, scales, 3, 3));
  }
}
