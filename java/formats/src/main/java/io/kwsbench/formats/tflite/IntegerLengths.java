package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Rows of 8-bit levels divided by their length, in the fixed-point arithmetic of the kernels. */
final class IntegerLengths {
  /** Sums of so many squares are exact in a float. */
  private static final int MAX_ROW = 258;

  /** Sums of squares are told apart by pairs of bits. */
  private static final int CLASSES = 15;

  private static final float SCALE = 1 / 128f;
  private static final int OUTPUT_BITS = 7;
  private static final int BITS = 31;
  private static final int STEPS = 5;

  private final IntegerCall integers;
  private final MathOps math;
  private final Rescaling rescaling;

  private IntegerLengths(TfliteCall call) {
    integers = new IntegerCall(call);
    math = call.math();
    rescaling = integers.rescaling();
  }

  static Map<String, TfliteOp> all() {
    return Map.of("L2_NORMALIZATION", call -> List.of(new IntegerLengths(call).levels()));
  }

  private Value levels() {
    TfliteCall call = integers.call();
    Affine out = integers.out();
    Value x = integers.levels(0);
    boolean signed = out.type() == TfliteElementType.INT8;
    boolean fits = integers.in(0).type() == out.type() && out.type() != TfliteElementType.INT16;
    if (!fits || out.scale() != SCALE || out.zero() != (signed ? 0 : 128)) {
      throw call.error("is read for levels of 8 bits in steps of 1/128");
    }
    if (x.dim(-1) > MAX_ROW || call.operator().octet(0) != 0) {
      throw call.error("has rows of " + x.dim(-1) + " levels, or an activation");
    }
    Value sum = math.cast(math.reduce("Sum", math.unary("Square", x), true, -1), DType.INT64);
    Value size = size(sum);
    Value factor = math.mul(root(sum, size), picked(size, c -> 1L << left(c, signed)));
    Value product = high(math.mul(math.cast(x, DType.INT64), factor));
    Value negative = math.binary("FloorDiv", product, rescaling.constant(1L << BITS));
    Value less = math.binary("Maximum", negative, picked(size, c -> right(c, signed) > 0 ? -1 : 0));
    Value half = picked(size, c -> (1L << right(c, signed)) >> 1);
    Value up = math.add(math.add(product, less), half);
    Value whole = picked(size, c -> 1L << right(c, signed));
    Value level = math.cast(math.binary("FloorDiv", up, whole), DType.FLOAT);
    return rescaling.clamped(level, out.range());
  }

  /** The bits by which a product is shifted left; kernels of signed levels shift only once. */
  private static int left(int size, boolean signed) {
    return signed ? Math.max(0, OUTPUT_BITS - shift(size)) : OUTPUT_BITS;
  }

  private static int right(int size, boolean signed) {
    return signed ? Math.max(0, shift(size) - OUTPUT_BITS) : shift(size);
  }

  private static int shift(int size) {
    return Math.max(0, size - 3);
  }

  /** Half of the number of bits of each sum, rounded down: from 0 to 14. */
  private Value size(Value sum) {
    long[] powers = IntStream.range(0, CLASSES - 1).mapToLong(i -> 2L << 2 * i).toArray();
    Value reached = math.compare("GreaterEqual", sum, table(powers));
    return math.cast(math.reduce("Sum", math.toFloat(reached), true, -1), DType.INT32);
  }

  /** One over the root of each sum by Newton's method, a fraction of 31 bits. */
  private Value root(Value sum, Value size) {
    Value scaled = math.mul(sum, picked(size, c -> 1L << 2 * (CLASSES - 1 - Math.max(c, 1))));
    Value fraction = math.binary("FloorDiv", scaled, rescaling.constant(2));
    Value two = rescaling.constant(2);
    Value half = math.binary("FloorDiv", math.add(fraction, rescaling.constant(1)), two);
    Value y = math.add(math.mul(fraction, rescaling.constant(0)), rescaling.constant(1L << 28));
    for (int i = 0; i < STEPS; i++) {
      Value square = high(math.mul(y, y));
      Value cube = math.mul(high(math.mul(square, y)), rescaling.constant(1 << 6));
      Value more = high(math.mul(y, rescaling.constant((1L << 28) + (1L << 27))));
      Value next = math.sub(more, high(math.mul(half, cube)));
      y = math.mul(next, rescaling.constant(1 << 3));
    }
    long turn = Multiplier.awayFromZero(Math.sqrt(2) / 2 * (1L << BITS));
    Value root = high(math.mul(y, rescaling.constant(turn)));
    Value shifted = math.mul(root, picked(size, c -> c == 0 ? 0 : 1L << Math.max(0, 3 - c)));
    // a row of zeros, or of a single 1, has the largest fraction
    return math.add(shifted, picked(size, c -> c == 0 ? Integer.MAX_VALUE : 0));
  }

  /** The upper half of a product of two fractions, rounded. */
  private Value high(Value product) {
    Value up = math.add(product, rescaling.constant(1L << BITS - 1));
    return math.binary("FloorDiv", up, rescaling.constant(1L << BITS));
  }

  private Value picked(Value size, IntToLongFunction number) {
    long[] numbers = LongStream.range(0, CLASSES).map(c -> number.applyAsLong((int) c)).toArray();
    return Picks.gathered(integers.call().graph(), table(numbers), 0, size);
  }

  private Value table(long... values) {
    Literal literal = Literal.ofLongs(DType.INT64, Shape.of(values.length), values);
    return integers.call().graph().constant("table", literal);
  }
}
