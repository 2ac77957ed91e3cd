package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Softmax of rows of levels; of 8 bits in the fixed-point arithmetic of the reference kernel. */
final class IntegerSoftmax {
  /** Bits of a whole in an exponential, in a sum of some, and in the argument. */
  private static final int EXP_BITS = 31;

  private static final int SUM_BITS = 19;
  private static final int INPUT_BITS = 26;
  private static final int LEVEL_BITS = 8;
  private static final long MAX = (1L << EXP_BITS) - 1;

  /** 48/17 and 32/17 with two bits for wholes: the line that Newton's steps begin with. */
  private static final long START = 1_515_870_810;

  private static final long SLOPE = 1_010_580_540;

  /** Sums of the lower ten bits of so many exponentials are exact in a float. */
  private static final int MAX_ROW = 1 << 12;

  private final IntegerCall integers;
  private final MathOps math;
  private final Rescaling rescaling;

  IntegerSoftmax(TfliteCall call) {
    integers = new IntegerCall(call);
    math = call.math();
    rescaling = integers.rescaling();
  }

  static Map<String, TfliteOp> all() {
    return Map.of(
        "SOFTMAX", call -> List.of(new IntegerSoftmax(call).levels()),
        "LOG_SOFTMAX", call -> List.of(new IntegerLogSoftmax(call).levels()));
  }

  private Value levels() {
    TfliteCall call = integers.call();
    Affine in = integers.in(0);
    Affine out = integers.out();
    if (in.type() == TfliteElementType.INT16) {
      return new ShortSoftmax(integers).levels();
    }
    if (out.type() == TfliteElementType.INT16) {
      throw call.error("makes levels of 16 bits of some of 8");
    }
    long[] exps = exps(factor(in.scale(), call.operator().real(0)));
    Value places = below();
    Value sum = sum(places, exps);
    Value bits = bits(sum);
    Value inverse = inverse(math.mul(math.cast(sum, DType.INT64), power(bits, true)));
    Value each = Picks.gathered(integers.call().graph(), table(DType.INT64, exps), 0, places);
    Value product = high(math.mul(each, inverse));
    Value whole = power(bits, false);
    Value half = math.binary("FloorDiv", whole, rescaling.constant(2));
    Value levels = math.binary("FloorDiv", math.add(product, half), whole);
    Value centered = math.add(math.cast(levels, DType.FLOAT), out.low());
    return rescaling.clamped(centered, out.range());
  }

  /** The distance of each level from the largest of its row. */
  Value below() {
    Value x = integers.levels(0);
    if (x.dim(-1) > MAX_ROW) {
      throw integers.call().error("has rows of " + x.dim(-1) + " levels");
    }
    return math.cast(math.sub(math.reduce("Max", x, true, -1), x), DType.INT32);
  }

  /** What makes an argument of a distance. */
  static Multiplier factor(float scale, float beta) {
    return Multiplier.of(Math.min((double) beta * scale * (1 << INPUT_BITS), MAX));
  }

  /** The distance beyond which levels are left out. */
  static long reach(Multiplier factor) {
    return (long) Math.floor(31.0 * (1L << INPUT_BITS) / Math.scalb(1.0, factor.left()));
  }

  /** The exponential for each distance from the largest level; 0 where it is left out. */
  static long[] exps(Multiplier factor) {
    long reach = reach(factor);
    FixedPoint word = FixedPoint.WORD;
    long[] exps = new long[1 << LEVEL_BITS];
    for (int i = 0; i < exps.length; i++) {
      exps[i] = i <= reach ? word.exp(factor.times(-i), word.point() - INPUT_BITS) : 0;
    }
    return exps;
  }

  private Value table(DType type, long... values) {
    Literal literal = Literal.ofLongs(type, Shape.of(values.length), values);
    return integers.call().graph().constant("table", literal);
  }

  /** The sum of each row: in two parts, which are exact in floats. */
  Value sum(Value places, long... exps) {
    long[] rounded =
        Arrays.stream(exps).map(e -> Multiplier.divided(e, EXP_BITS - SUM_BITS)).toArray();
    Value high = part(places, Arrays.stream(rounded).map(e -> e >> 10).toArray());
    Value low = part(places, Arrays.stream(rounded).map(e -> e & 1023).toArray());
    Value scaled = math.mul(high, single(DType.INT32, 1 << 10));
    return math.add(scaled, low);
  }

  private Value part(Value places, long... table) {
    float[] floats = new float[table.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = table[i];
    }
    Value values = integers.call().graph().constant("table", Literal.of(floats, floats.length));
    Value parts = Picks.gathered(integers.call().graph(), values, 0, places);
    return math.cast(math.reduce("Sum", parts, true, -1), DType.INT32);
  }

  private Value single(DType type, long value) {
    return integers.call().graph().constant(Literal.ofLongs(type, Shape.SCALAR, value));
  }

  /** The number of bits of each row's sum. */
  Value bits(Value sum) {
    long[] powers = LongStream.range(0, EXP_BITS).map(i -> 1L << i).toArray();
    Value reached = math.compare("GreaterEqual", sum, table(DType.INT32, powers));
    Value count = math.reduce("Sum", math.toFloat(reached), true, -1);
    return math.cast(count, DType.INT32);
  }

  /**
   * A power of two by a number of bits: what makes a sum of 32 bits, or what divides the product of
   * an exponential and the inverse of the sum.
   */
  private Value power(Value bits, boolean up) {
    int down = EXP_BITS - LEVEL_BITS - SUM_BITS - 1;
    long[] powers =
        LongStream.rangeClosed(0, EXP_BITS)
            .map(count -> 1L << (up ? EXP_BITS + 1 - count : count + down))
            .toArray();
    return Picks.gathered(integers.call().graph(), table(DType.INT64, powers), 0, bits);
  }

  /** Three of Newton's steps to one over sums of 32 bits, the first of which is set. */
  Value inverse(Value sum) {
    Value half = math.binary("FloorDiv", sum, rescaling.constant(2));
    Value line = high(math.mul(half, rescaling.constant(-SLOPE)));
    Value x = math.add(line, rescaling.constant(START));
    for (int i = 0; i < 3; i++) {
      Value error = math.sub(rescaling.constant(1 << 29), high(math.mul(half, x)));
      Value step = high(math.mul(x, error));
      x = math.add(x, math.mul(step, rescaling.constant(4)));
    }
    Value doubled = math.mul(x, rescaling.constant(2));
    return math.binary("Minimum", doubled, rescaling.constant(MAX));
  }

  /** The upper half of a product of two fractions, rounded. */
  Value high(Value product) {
    Value up = math.add(product, rescaling.constant(1L << EXP_BITS - 1));
    return math.binary("FloorDiv", up, rescaling.constant(1L << EXP_BITS));
  }
}
