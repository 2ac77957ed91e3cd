package io.kwsbench.formats.tflite;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.PaddedWindow;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Averages and sums of levels. */
final class IntegerPools {
  /** Below it a rounded average times its count still tells the sum. */
  private static final int MAX_SUM = 1 << 21;

  private static final int EXACT = 1 << 24;

  /** The largest number whose sums are taken from averages. */
  private static final int MAX_PART = 255;

  private IntegerPools() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "AVERAGE_POOL_2D", IntegerPools::average,
        "MEAN", call -> reduced(call, true),
        "SUM", call -> reduced(call, false));
  }

  private static List<Value> average(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    integers.requireSame(0);
    Affine in = integers.in(0);
    Value x = integers.levels(0);
    Value mean = PoolingOps.pool(call, "AvgPool", x);
    int[] counts = counts(call, x, mean);
    int most = Arrays.stream(counts).max().orElseThrow();
    if ((long) most * MAX_PART >= MAX_SUM) {
      throw call.error("averages " + most + " levels, more than a float adds up exactly");
    }
    MathOps math = call.math();
    Value count = grid(call, mean, counts);
    Rescaling rescaling = integers.rescaling();
    Value sum =
        in.type() == TfliteElementType.INT16 ? parts(integers, x, count) : sum(integers, x, count);
    int[] zeros = Arrays.stream(counts).map(n -> n * in.zero()).toArray();
    Value levels = quotient(integers, math.add(sum, grid(call, mean, zeros)), counts, count);
    Value centered = math.add(math.cast(levels, DType.FLOAT), -in.zero());
    LevelRange range = integers.out().range(call, call.operator().octet(5));
    return List.of(rescaling.clamped(centered, range));
  }

  private static Value grid(TfliteCall call, Value pooled, int... numbers) {
    Literal all = Literal.of(numbers, 1, pooled.dim(1), pooled.dim(2), 1);
    return call.graph().constant("counts", all);
  }

  /** The sums of each window, from averages that were rounded; int32. */
  private static Value sum(IntegerCall integers, Value x, Value count) {
    MathOps math = integers.call().math();
    Value mean = PoolingOps.pool(integers.call(), "AvgPool", x);
    Value sum = math.mul(mean, integers.call().folded(math.cast(count, DType.FLOAT)));
    return math.cast(math.unary("Floor", math.add(sum, 0.5f)), DType.INT32);
  }

  /** The same for levels of 16 bits, whose bytes are added up apart. */
  private static Value parts(IntegerCall integers, Value x, Value count) {
    MathOps math = integers.call().math();
    List<Value> bytes = LevelSums.bytes(integers, x);
    Value upper = sum(integers, bytes.get(0), count);
    Value shifted = math.mul(upper, integers.call().graph().integer(1 << 8));
    return math.add(shifted, sum(integers, bytes.get(1), count));
  }

  /** Sums divided by counts, halves away from zero. */
  private static Value quotient(IntegerCall integers, Value sum, int[] counts, Value count) {
    TfliteCall call = integers.call();
    MathOps math = call.math();
    int[] halves = Arrays.stream(counts).map(n -> n / 2).toArray();
    Value half = call.graph().constant("halves", Literal.of(halves, count.shape()));
    Value zero = call.graph().integer(0);
    Value up = math.binary("FloorDiv", math.add(math.binary("Maximum", sum, zero), half), count);
    Value negative = math.binary("Maximum", math.sub(zero, sum), zero);
    Value down = math.binary("FloorDiv", math.add(negative, half), count);
    return math.sub(up, down);
  }

  /** The number of levels in each window. */
  private static int[] counts(TfliteCall call, Value x, Value result) {
    TfliteOperator options = call.operator();
    boolean same = Stride.same(call);
    int[] rows =
        lengths(options.integer(4, 0), options.integer(2, 0), same, x.dim(1), result.dim(1));
    int[] columns =
        lengths(options.integer(3, 0), options.integer(1, 0), same, x.dim(2), result.dim(2));
    int[] counts = new int[rows.length * columns.length];
    Arrays.setAll(counts, i -> rows[i / columns.length] * columns[i % columns.length]);
    return counts;
  }

  private static int[] lengths(int size, int stride, boolean same, int length, int outputs) {
    int before = new PaddedWindow(size, stride, 1, same).paddingBefore(length);
    int[] lengths = new int[outputs];
    for (int i = 0; i < outputs; i++) {
      int start = i * stride - before;
      lengths[i] = Math.min(start + size, length) - Math.max(start, 0);
    }
    return lengths;
  }

  private static List<Value> reduced(TfliteCall call, boolean mean) {
    IntegerCall integers = new IntegerCall(call);
    Affine in = integers.in(0);
    Affine out = integers.out();
    Value x = integers.levels(0);
    int[] axes = ReductionOps.axes(call, x.rank());
    int count = Arrays.stream(axes).map(x::dim).reduce(1, (a, b) -> a * b);
    if ((long) count * in.reach() > EXACT) {
      throw call.error("adds up " + count + " levels, more than a float holds exactly");
    }
    Value sum = axes.length == 0 ? x : call.math().reduce("Sum", x, call.operator().flag(0), axes);
    Multiplier factor = Multiplier.of((double) in.scale() / out.scale());
    List<Multiplier> scale = List.of(mean ? factor.dividedBy(count) : factor);
    return List.of(integers.rescaling().levels(sum, scale, out.range()));
  }
}
