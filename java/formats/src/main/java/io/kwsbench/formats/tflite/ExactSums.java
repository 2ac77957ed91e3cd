package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * Sums of products of levels and weights, on the kernels for floats: whole numbers up to 2^24 are
 * exact in a float, whatever the order. Where a sum may be larger, its parts are added as integers.
 */
final class ExactSums {
  private static final double EXACT = 1 << 24;
  private static final int BYTE = 256;

  private final IntegerCall call;
  private final Affine from;
  private final BinaryOperator<Value> product;

  /**
   * @param from the levels that are multiplied
   * @param product of levels and weights, both floats
   */
  ExactSums(IntegerCall call, Affine from, BinaryOperator<Value> product) {
    this.call = call;
    this.from = from;
    this.product = product;
  }

  /**
   * The sums over everything that a weight's output has in common.
   *
   * @param x levels; channels last
   * @param weights outputs last
   * @param channels the axis of the weights that belongs to x's channels; −1 where sums do not run
   *     over channels
   * @return float, or int32 (int64 for levels of 16 bits) where a float would not be exact
   */
  Value of(Value x, Literal weights, int channels) {
    if (from.type() != TfliteElementType.INT16) {
      return joined(x, weights, channels, from.reach(), DType.INT32);
    }
    List<Value> bytes = bytes(call, x);
    Rescaling rescaling = call.rescaling();
    Value upper =
        rescaling.cast(joined(bytes.get(0), weights, channels, BYTE / 2, DType.INT64), DType.INT64);
    Value lower =
        rescaling.cast(joined(bytes.get(1), weights, channels, BYTE - 1, DType.INT64), DType.INT64);
    Value shifted = call.call().math().mul(upper, rescaling.constant(BYTE));
    return call.call().math().add(shifted, lower);
  }

  /** The upper bytes of levels of 16 bits, which have the sign, and the lower ones. */
  static List<Value> bytes(IntegerCall integers, Value x) {
    MathOps math = integers.call().math();
    Value high = math.unary("Floor", math.mul(x, 1f / BYTE));
    return List.of(high, math.sub(x, math.mul(high, BYTE)));
  }

  /** A bound of the sums' sizes, where the weights of an output lie beside each other. */
  static double most(Literal weights, int reach, Optional<long[]> bias) {
    int[] dims = weights.dims();
    double most = 0;
    for (int output = 0; output < dims[0]; output++) {
      double sum = 0;
      for (int i = 0; i < dims[1]; i++) {
        sum += Math.abs(weights.real(output * dims[1] + i));
      }
      int at = output;
      most =
          Math.max(most, sum * reach + bias.map(terms -> Math.abs((double) terms[at])).orElse(0.0));
    }
    return most;
  }

  private Value joined(Value x, Literal weights, int channels, int reach, DType wide) {
    List<Integer> cuts = cuts(weights, channels, reach);
    if (cuts.size() == 2) {
      return product.apply(x, call.call().graph().constant("weights", weights));
    }
    Value sum = null;
    Value kernel = call.call().graph().constant("weights", weights);
    for (int i = 1; i < cuts.size(); i++) {
      int start = cuts.get(i - 1);
      int end = cuts.get(i);
      Value part = Slices.of(call.call(), x, x.rank() - 1, start, end);
      Value own = Slices.of(call.call(), kernel, channels, start, end);
      Value whole = call.rescaling().cast(product.apply(part, own), wide);
      sum = sum == null ? whole : call.call().math().add(sum, whole);
    }
    return sum;
  }

  /** The channels at which to cut so that each part's sums are exact. */
  private List<Integer> cuts(Literal weights, int channels, int reach) {
    double[][] sizes = sizes(weights, channels);
    int outputs = weights.dims()[weights.dims().length - 1];
    List<Integer> cuts = new ArrayList<>(List.of(0));
    double[] sums = new double[outputs];
    for (int channel = 0; channel < sizes.length; channel++) {
      double largest = 0;
      for (int i = 0; i < outputs; i++) {
        sums[i] += sizes[channel][i] * reach;
        largest = Math.max(largest, sums[i]);
      }
      if (largest > EXACT) {
        if (channel == cuts.get(cuts.size() - 1)) {
          throw call.call().error("sums more products of one channel than a float holds exactly");
        }
        cuts.add(channel);
        for (int i = 0; i < outputs; i++) {
          sums[i] = sizes[channel][i] * reach;
        }
      }
    }
    cuts.add(sizes.length);
    return cuts;
  }

  /** By channel and output: the sum of the weights' sizes. */
  private static double[][] sizes(Literal weights, int channels) {
    int[] dims = weights.dims();
    int outputs = dims[dims.length - 1];
    int count = channels < 0 ? 1 : dims[channels];
    int inner = outputs;
    for (int i = channels + 1; channels >= 0 && i < dims.length - 1; i++) {
      inner *= dims[i];
    }
    double[][] sizes = new double[count][outputs];
    for (int i = 0; i < weights.size(); i++) {
      int channel = channels < 0 ? 0 : i / inner % count;
      sizes[channel][i % outputs] += Math.abs(weights.real(i));
    }
    return sizes;
  }
}
