package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;

/** Images of levels in another size, in fractions of ten bits. */
final class IntegerResize {
  private static final int WHOLE = 1 << 10;
  private static final int MAX_SIZE = 1 << 14;

  private IntegerResize() {}

  static Map<String, TfliteOp> all() {
    return Map.of("RESIZE_BILINEAR", IntegerResize::bilinear);
  }

  /**
   * The sources of the pixels of one axis.
   *
   * @param lower the pixels before
   * @param upper the pixels after
   * @param fraction what the pixels after weigh
   */
  private record Pixels(int[] lower, int[] upper, int[] fraction) {
    static Pixels of(int from, int to, boolean corners, boolean centers) {
      int step =
          corners && to > 1
              ? (WHOLE * (from - 1) + (to - 1) / 2) / (to - 1)
              : (WHOLE * from + to / 2) / to;
      Pixels pixels = new Pixels(new int[to], new int[to], new int[to]);
      for (int i = 0; i < to; i++) {
        int at = i * step + (centers ? step / 2 - WHOLE / 2 : 0);
        pixels.lower[i] = Math.max(at / WHOLE, 0);
        pixels.upper[i] = Math.min((at + WHOLE - 1) / WHOLE, from - 1);
        pixels.fraction[i] = at - WHOLE * pixels.lower[i];
      }
      return pixels;
    }

    int length() {
      return lower.length;
    }
  }

  private static List<Value> bilinear(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    integers.requireSame(0);
    Value x = integers.levels(0);
    int[] size = call.integers(1);
    boolean image = x.rank() == 4 && size.length == 2 && size[0] > 0 && size[1] > 0;
    if (!image || Math.max(Math.max(x.dim(1), x.dim(2)), Math.max(size[0], size[1])) > MAX_SIZE) {
      throw call.error("needs an image, and a size of 1 to " + MAX_SIZE + " rows and columns");
    }
    boolean corners = call.operator().flag(2);
    boolean centers = call.operator().flag(3);
    Pixels rows = Pixels.of(x.dim(1), size[0], corners, centers);
    Pixels columns = Pixels.of(x.dim(2), size[1], corners, centers);
    // the zero point belongs to what is rounded; the weights of a pixel add up to a whole
    int zero = integers.in(0).zero();
    Value raw = zero == 0 ? x : call.math().add(x, zero);
    Value blended = along(integers, along(integers, raw, 1, rows), 2, columns);
    Value levels = rounded(integers, blended);
    return List.of(
        integers.rescaling().clamped(call.math().add(levels, -zero), integers.out().range()));
  }

  /** Sums of two pixels along an axis; int64, a whole times larger. */
  private static Value along(IntegerCall integers, Value x, int axis, Pixels pixels) {
    Value before =
        integers.call().math().cast(picked(integers, x, axis, pixels.lower), DType.INT64);
    Value after = integers.call().math().cast(picked(integers, x, axis, pixels.upper), DType.INT64);
    MathOps math = integers.call().math();
    Value fraction = weights(integers, axis, pixels);
    Value rest = math.sub(integers.rescaling().constant(WHOLE), fraction);
    return math.add(math.mul(before, rest), math.mul(after, fraction));
  }

  private static Value weights(IntegerCall integers, int axis, Pixels pixels) {
    int[] shape = {1, 1, 1, 1};
    shape[axis] = pixels.length();
    Value fraction = integers.call().graph().constant(Literal.of(pixels.fraction, shape));
    return integers.call().folded(integers.call().math().cast(fraction, DType.INT64));
  }

  private static Value picked(IntegerCall integers, Value x, int axis, int... places) {
    Value at = integers.call().graph().vector(places);
    return Picks.gathered(integers.call().graph(), x, axis, at);
  }

  /** Divided by a whole of each axis, halves away from zero. */
  private static Value rounded(IntegerCall integers, Value x) {
    MathOps math = integers.call().math();
    Rescaling rescaling = integers.rescaling();
    Value half = rescaling.constant(WHOLE * WHOLE / 2);
    Value whole = rescaling.constant(WHOLE * WHOLE);
    Value zero = rescaling.constant(0);
    Value up = math.binary("FloorDiv", math.add(math.binary("Maximum", x, zero), half), whole);
    Value negative = math.binary("Maximum", math.sub(zero, x), zero);
    Value down = math.binary("FloorDiv", math.add(negative, half), whole);
    return math.cast(math.sub(up, down), DType.FLOAT);
  }
}
