package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Softmax of rows of 16-bit levels, by the two tables of the reference kernel. */
final class ShortSoftmax {
  private static final int BITS = 16;
  private static final int MIDDLE = 1 << BITS - 1;
  private static final double WHOLE = 65535;

  /** Sums of so many exponentials are exact in a float. */
  private static final int MAX_ROW = 512;

  private final IntegerCall integers;
  private final MathOps math;
  private final Rescaling rescaling;

  ShortSoftmax(IntegerCall integers) {
    this.integers = integers;
    math = integers.call().math();
    rescaling = integers.rescaling();
  }

  Value levels() {
    TfliteCall call = integers.call();
    Value x = integers.levels(0);
    if (x.dim(-1) > MAX_ROW) {
      throw call.error("has rows of " + x.dim(-1) + " levels");
    }
    double factor = integers.in(0).scale() * call.operator().real(0) / (10.0 / WHOLE);
    Value less = math.sub(x, math.reduce("Max", x, true, -1));
    Value scaled = rescaling.times(less, List.of(Multiplier.of(factor)), DType.FLOAT);
    Value exps = looked(exps(), math.add(scaled, MIDDLE - 1));
    Value sum = math.cast(math.reduce("Sum", exps, true, -1), DType.INT64);
    Value bits = bits(sum);
    Value inverse = looked(inverses(), math.cast(shifted(sum, bits), DType.FLOAT));
    Value product = math.mul(math.cast(exps, DType.INT64), math.cast(inverse, DType.INT64));
    Value whole = power(bits, count -> count - 1);
    Value half = math.binary("FloorDiv", whole, rescaling.constant(2));
    Value levels = math.binary("FloorDiv", math.add(product, half), whole);
    return rescaling.clamped(math.cast(levels, DType.FLOAT), new LevelRange(0, Short.MAX_VALUE));
  }

  /** e^x for x from −10 to 0. */
  private static IntUnaryOperator exps() {
    double scale = 10.0 / WHOLE;
    return table(Math::exp, new LevelTable.Ends(scale * (-WHOLE), 0));
  }

  /** 1 / (1 + x) for x from 0 to 1. */
  private static IntUnaryOperator inverses() {
    double scale = 1.0 / WHOLE;
    return table(x -> 1 / (1 + x), new LevelTable.Ends(0, scale * WHOLE));
  }

  private static IntUnaryOperator table(DoubleUnaryOperator function, LevelTable.Ends in) {
    double scale = 2.0 / WHOLE;
    LevelTable.Ends out = new LevelTable.Ends(scale * -MIDDLE, scale * (MIDDLE - 1));
    return LevelTable.between(function, in, out, DoubleUnaryOperator.identity());
  }

  /** The table's numbers at whole numbers that are kept inside it. */
  private Value looked(IntUnaryOperator function, Value at) {
    float[] all = new float[1 << BITS];
    for (int i = 0; i < all.length; i++) {
      all[i] = function.applyAsInt(i - MIDDLE);
    }
    TfliteCall call = integers.call();
    call.work().folding().spend(all.length);
    Value table = call.graph().constant("table", Literal.of(all, all.length));
    Value inside = math.clip(at, -MIDDLE, MIDDLE - 1);
    Value places = math.cast(math.add(inside, MIDDLE), DType.INT32);
    return Picks.gathered(call.graph(), table, 0, places);
  }

  /** The sum in 17 bits, less its whole and a half. */
  private Value shifted(Value sum, Value bits) {
    Value up = math.mul(sum, power(bits, count -> 31 - count));
    Value rounded = math.add(up, rescaling.constant(1 << 13));
    Value half = math.binary("FloorDiv", rounded, rescaling.constant(1 << 14));
    return math.sub(half, rescaling.constant((1 << 15) + (1 << 16)));
  }

  /** The number of bits of each row's sum. */
  private Value bits(Value sum) {
    Value powers = table(LongStream.range(0, 31).map(i -> 1L << i).toArray());
    Value reached = math.compare("GreaterEqual", sum, powers);
    Value count = math.reduce("Sum", math.toFloat(reached), true, -1);
    return math.cast(count, DType.INT32);
  }

  private Value power(Value bits, IntUnaryOperator exponent) {
    long[] powers =
        IntStream.rangeClosed(0, 31)
            .mapToLong(count -> 1L << Math.max(0, exponent.applyAsInt(count)))
            .toArray();
    return Picks.gathered(integers.call().graph(), table(powers), 0, bits);
  }

  private Value table(long... values) {
    Literal literal = Literal.ofLongs(DType.INT64, Shape.of(values.length), values);
    return integers.call().graph().constant("table", literal);
  }
}
