package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.ExactSums;
import io.kwsbench.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/** Exact sums of products of levels and weights: see {@link ExactSums}. */
final class LevelSums {
  private static final int BYTE = 256;

  private final IntegerCall call;
  private final Affine from;
  private final BinaryOperator<Value> product;

  /**
   * @param from the levels that are multiplied
   * @param product of levels and weights, both floats
   */
  LevelSums(IntegerCall call, Affine from, BinaryOperator<Value> product) {
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
    MathOps math = call.call().math();
    List<Value> bytes = bytes(call, x);
    Value upper = joined(bytes.get(0), weights, channels, BYTE / 2, DType.INT64);
    Value lower = joined(bytes.get(1), weights, channels, BYTE - 1, DType.INT64);
    Value shifted = math.mul(math.cast(upper, DType.INT64), call.rescaling().constant(BYTE));
    return math.add(shifted, math.cast(lower, DType.INT64));
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
    TfliteCall operator = call.call();
    Value kernel = operator.graph().constant("weights", weights);
    ExactSums sums = ExactSums.of(weights, channels, reach);
    if (sums.isExact(0)) {
      return product.apply(x, kernel);
    }
    List<Value> runs = new ArrayList<>();
    for (ExactSums.Run run : sums.runs(operator::error)) {
      Value part = Slices.of(operator, x, x.rank() - 1, run.from(), run.to());
      Value own = Slices.of(operator, kernel, channels, run.from(), run.to());
      runs.add(product.apply(part, own));
    }
    return ExactSums.joined(operator.math(), runs, wide);
  }
}
