package io.kwsbench.rewrite.levels;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Whole numbers times real factors, in the integer arithmetic of TensorFlow Lite's reference
 * kernels. The native engine's compiler knows the nodes of {@link #times} as one operation.
 */
public final class Rescaling {
  private static final long HALF = 1L << 30;
  private static final long WHOLE = 1L << 31;
  private static final int MAX_BITS = 62;

  private final IrBuilder graph;

  public Rescaling(IrBuilder graph) {
    this.graph = graph;
  }

  /** Constants of int64: one number where all are equal, else one per channel. */
  public Value constant(long... values) {
    boolean one = Arrays.stream(values).distinct().count() == 1;
    Literal literal =
        one
            ? Literal.ofLongs(DType.INT64, Shape.SCALAR, values[0])
            : Literal.ofLongs(DType.INT64, Shape.of(values.length), values);
    return graph.constant("integers", literal);
  }

  private Value each(List<Multiplier> factors, ToLongFunction<Multiplier> number) {
    return constant(factors.stream().mapToLong(number).toArray());
  }

  /**
   * Numbers times factors, rounded twice: half up at 31 bits, then halves away from zero.
   *
   * @param x float, int32 or int64
   * @param factors one, or one per channel
   * @param to the element type of the result
   */
  public Value times(Value x, List<Multiplier> factors, DType to) {
    MathOps math = graph.math();
    Value product = math.mul(math.cast(x, DType.INT64), each(factors, Multiplier::shifted));
    Value high = math.binary("FloorDiv", math.add(product, constant(HALF)), constant(WHOLE));
    return math.cast(divided(high, factors.stream().mapToInt(Multiplier::right).toArray()), to);
  }

  /** Numbers of int32's range divided by powers of two, halves away from zero; int64. */
  public Value divided(Value x, int... powers) {
    if (Arrays.stream(powers).allMatch(power -> power == 0)) {
      return x;
    }
    MathOps math = graph.math();
    long[] least = Arrays.stream(powers).mapToLong(power -> power == 0 ? 0 : -1).toArray();
    long[] halves = Arrays.stream(powers).mapToLong(power -> (1L << power) >> 1).toArray();
    long[] wholes = Arrays.stream(powers).mapToLong(power -> 1L << power).toArray();
    Value negative = math.binary("FloorDiv", x, constant(WHOLE));
    Value less = math.binary("Maximum", negative, constant(least));
    Value up = math.add(math.add(x, less), constant(halves));
    return math.binary("FloorDiv", up, constant(wholes));
  }

  /** Sums of 64 bits times factors of 16 bits, rounded once, half up. */
  public Value timesReduced(Value x, List<Multiplier> factors) {
    MathOps math = graph.math();
    Value product = math.mul(math.cast(x, DType.INT64), each(factors, Multiplier::reduced));
    Value up = math.add(product, each(factors, factor -> (1L << factor.reducedShift()) >> 1));
    Value wholes = each(factors, factor -> 1L << factor.reducedShift());
    return math.cast(math.binary("FloorDiv", up, wholes), DType.FLOAT);
  }

  /**
   * Numbers times factors, rounded once, halves away from zero.
   *
   * @param x int64
   * @param factors one, or one per channel
   * @param most a bound of the numbers' sizes: as many bits as it leaves are the factors' own
   * @return floats
   */
  public Value timesOnce(Value x, double[] factors, double most) {
    MathOps math = graph.math();
    int bits = Math.min(31, MAX_BITS - 1 - Math.max(0, Math.getExponent(most)));
    long[] mantissas = new long[factors.length];
    long[] halves = new long[factors.length];
    long[] wholes = new long[factors.length];
    for (int i = 0; i < factors.length; i++) {
      int shift = bits - 1 - Math.getExponent(factors[i]);
      if (shift < 0 || bits < 1) {
        throw new ArithmeticException("a factor of " + factors[i]);
      }
      // below one half of a level whatever the number is
      boolean tiny = shift >= MAX_BITS;
      mantissas[i] = tiny ? 0 : Math.round(Math.scalb(factors[i], shift));
      wholes[i] = tiny ? 1 : 1L << shift;
      halves[i] = wholes[i] >> 1;
    }
    Value product = math.mul(x, constant(mantissas));
    Value negative = math.binary("FloorDiv", product, constant(1L << MAX_BITS));
    Value up = math.add(math.add(product, negative), constant(halves));
    return math.cast(math.binary("FloorDiv", up, constant(wholes)), DType.FLOAT);
  }

  /** Whole numbers times factors as levels that a range holds. */
  public Value levels(Value x, List<Multiplier> factors, LevelRange range) {
    return clamped(times(x, factors, DType.FLOAT), range);
  }

  /** Levels that a range holds. */
  public Value clamped(Value levels, LevelRange range) {
    return graph.math().clip(levels, range.low(), range.high());
  }
}
