package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The bias, scales and activation after the sums of a convolution or a product. */
final class WeightedSums {
  private WeightedSums() {}

  /**
   * The output's levels.
   *
   * @param sums whole numbers, outputs last
   * @param scale the factor of each output, or of all
   * @param bias the number of the input
   * @param activation the number of the fused activation
   */
  static Value finished(
      IntegerCall integers, Value sums, List<Multiplier> scale, int bias, int activation) {
    TfliteCall call = integers.call();
    Rescaling rescaling = integers.rescaling();
    boolean wide = sums.type() == DType.INT64 && hasWideBias(integers, bias);
    Value whole = biased(integers, sums, bias);
    LevelRange range = integers.out().range(call, call.operator().octet(activation));
    return wide
        ? rescaling.clamped(rescaling.timesReduced(whole, scale), range)
        : rescaling.levels(whole, scale, range);
  }

  /** Sums and the bias; int64. */
  static Value biased(IntegerCall integers, Value sums, int bias) {
    TfliteCall call = integers.call();
    Value whole = integers.call().math().cast(sums, DType.INT64);
    Optional<long[]> terms = integers.bias(bias);
    if (terms.isEmpty()) {
      return whole;
    }
    if (terms.get().length != sums.dim(-1)) {
      throw call.error("has " + terms.get().length + " biases for " + sums.dim(-1) + " outputs");
    }
    return call.math().add(whole, integers.rescaling().constant(terms.get()));
  }

  /** Kernels for levels of 16 bits add up in 64 bits, unless the bias has 32. */
  private static boolean hasWideBias(IntegerCall integers, int bias) {
    return !integers.call().has(bias)
        || integers.call().types().get(bias).type() == TfliteElementType.INT64;
  }

  /**
   * The factor of each output.
   *
   * @param levels the number of the input that is multiplied
   * @param weights the number of the input
   * @param axis the outputs' axis in the file's weights
   */
  static double[] scales(IntegerCall integers, int levels, int weights, int axis) {
    TfliteCall call = integers.call();
    TfliteTensor tensor = call.types().get(weights);
    Quantization quantization =
        tensor.scale().orElseThrow(() -> call.error("has weights without a scale"));
    float[] scales = quantization.scales();
    boolean several = scales.length > 1;
    if (several && (quantization.axis() != axis || tensor.dims()[axis] != scales.length)) {
      throw call.error("has " + scales.length + " scales that are not those of its outputs");
    }
    double in = integers.in(levels).scale();
    double[] each = new double[scales.length];
    for (int i = 0; i < each.length; i++) {
      each[i] = in * scales[i] / integers.out().scale();
    }
    return each;
  }

  /** The factors of a convolution, where kernels for levels without a sign round the product. */
  static List<Multiplier> factors(IntegerCall integers, int levels, int weights, int axis) {
    double[] scales = scales(integers, levels, weights, axis);
    Affine in = integers.in(levels);
    if (in.type() == TfliteElementType.UINT8 && scales.length == 1) {
      Quantization quantization = integers.call().types().get(weights).scale().orElseThrow();
      float both = in.scale() * quantization.scales()[0];
      return List.of(Multiplier.of((double) both / integers.out().scale()));
    }
    return Arrays.stream(scales).mapToObj(Multiplier::of).toList();
  }
}
