package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.stream.LongStream;

/**
 * Logarithms of a softmax of rows of levels of 8 bits, in the fixed-point arithmetic of the
 * reference kernel.
 *
 * @see <a
 *     href="https://github.com/tensorflow/tensorflow/blob/master/tensorflow/lite/kernels/internal/reference/integer_ops/log_softmax.h">
 *     log_softmax.h</a>
 */
final class IntegerLogSoftmax {
  private static final long MAX = Integer.MAX_VALUE;
  private static final int BITS = 31;

  /** Bits of the fractions of sums, of logarithms while they are computed, and of arguments. */
  private static final int SUM_BITS = 19;

  private static final int LOG_BITS = 25;
  private static final int INPUT_BITS = 26;
  private static final int OUTPUT_BITS = 4;
  private static final int ZERO = 127;

  private static final long LOG_2 = fraction(Math.log(2));
  private static final long ROOT_HALF = fraction(Math.sqrt(0.5));
  private static final long FOURTH_ROOT = fraction(Math.sqrt(Math.sqrt(0.5)));
  private static final double ROOT_ROOT_2 = Math.sqrt(Math.sqrt(2));
  private static final long ALPHA_N = fraction(11.0 / 240 * ROOT_ROOT_2);
  private static final long ALPHA_D = fraction(1.0 / 20 * ROOT_ROOT_2);
  private static final long ALPHA_I = fraction(2 / ROOT_ROOT_2 - ROOT_ROOT_2);
  private static final long ALPHA_F = fraction(1.0 / 4 * ROOT_ROOT_2);

  private final TfliteCall call;
  private final IntegerCall integers;
  private final IntegerSoftmax softmax;
  private final MathOps math;
  private final Rescaling rescaling;

  IntegerLogSoftmax(TfliteCall call) {
    this.call = call;
    integers = new IntegerCall(call);
    softmax = new IntegerSoftmax(call);
    math = call.math();
    rescaling = integers.rescaling();
  }

  private static long fraction(double value) {
    return Multiplier.awayFromZero(value * (1L << BITS));
  }

  Value levels() {
    Affine out = integers.out();
    boolean bytes =
        integers.in(0).type() == TfliteElementType.INT8 && out.type() == TfliteElementType.INT8;
    if (!bytes || out.zero() != ZERO || out.scale() != 1f / (1 << OUTPUT_BITS)) {
      throw call.error("is read for int8 and an output of scale 1/16 and zero point 127");
    }
    Multiplier factor = IntegerSoftmax.factor(integers.in(0).scale(), 1);
    Value places = softmax.below();
    Value logarithm = logarithm(softmax.sum(places, IntegerSoftmax.exps(factor)));
    Value each = picked(places, distances(factor));
    Value divided = rescaling.divided(math.sub(each, logarithm), INPUT_BITS - OUTPUT_BITS);
    return rescaling.clamped(math.cast(divided, DType.FLOAT), out.range());
  }

  /** The argument for each distance from the largest level; as low as it gets where it is less. */
  private static long[] distances(Multiplier factor) {
    long reach = IntegerSoftmax.reach(factor);
    return LongStream.range(0, 256)
        .map(i -> i <= reach ? factor.times(-i) : -(1L << BITS))
        .toArray();
  }

  /** The natural logarithm of each row's sum, which is at least 1. */
  private Value logarithm(Value sum) {
    Value bits = softmax.bits(sum);
    Value z = math.cast(sum, DType.INT64);
    Value wide = math.mul(z, powers(bits, i -> 1L << Math.min(BITS, BITS - i)));
    Value first = least(math.mul(high(wide, ROOT_HALF), whole(2)), MAX);
    Value firstPower = powers(bits, i -> (i - SUM_BITS - 1 << LOG_BITS) + (1L << LOG_BITS - 2));
    Value smaller = high(z, ROOT_HALF);
    Value smallerBits = softmax.bits(math.cast(smaller, DType.INT32));
    Value second = least(math.mul(z, powers(smallerBits, i -> 1L << BITS - i)), MAX);
    Value secondPower = powers(smallerBits, i -> (i - SUM_BITS << LOG_BITS) - (1L << LOG_BITS - 2));
    Value fraction = math.binary("Minimum", first, second);
    Value power = math.binary("Maximum", firstPower, secondPower);
    Value rest = quotient(fraction);
    return math.mul(math.add(high(power, LOG_2), rest), whole(2));
  }

  /** The logarithm of a fraction near the fourth root of a half, less that of the root. */
  private Value quotient(Value r) {
    Value p = math.binary("FloorDiv", math.add(r, whole(FOURTH_ROOT + 1)), whole(2));
    Value q = math.mul(math.sub(r, whole(FOURTH_ROOT)), whole(2));
    Value square = high(q, q);
    Value numerator = math.add(high(q, r), high(high(q, square), ALPHA_N));
    Value inner = math.add(math.add(q, whole(ALPHA_I)), high(square, ALPHA_D));
    Value denominator = math.add(high(p, inner), high(q, ALPHA_F));
    Value inverse = softmax.inverse(math.add(denominator, whole(1L << BITS)));
    return high(rescaling.divided(numerator, BITS - LOG_BITS), inverse);
  }

  private interface Power {
    long of(long bits);
  }

  /** A number for each number of bits. */
  private Value powers(Value bits, Power power) {
    long[] all = LongStream.rangeClosed(0, BITS).map(power::of).toArray();
    return picked(bits, all);
  }

  private Value picked(Value places, long... numbers) {
    Literal table = Literal.ofLongs(DType.INT64, Shape.of(numbers.length), numbers);
    return Picks.gathered(call.graph(), call.graph().constant("table", table), 0, places);
  }

  private Value whole(long value) {
    return rescaling.constant(value);
  }

  private Value least(Value x, long most) {
    return math.binary("Minimum", x, whole(most));
  }

  private Value high(Value x, long factor) {
    return high(x, whole(factor));
  }

  private Value high(Value x, Value y) {
    return softmax.high(math.mul(x, y));
  }
}
