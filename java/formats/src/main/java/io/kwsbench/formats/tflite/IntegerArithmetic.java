package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;

/** Two operands of levels, element by element. */
final class IntegerArithmetic {
  private static final int BYTE_BITS = 20;
  private static final int SHORT_BITS = 15;
  private static final int SQUARE_BITS = 7;

  private IntegerArithmetic() {}

  static Map<String, TfliteOp> all() {
    return Map.of(
        "ADD", call -> combined(call, "Add"),
        "SUB", call -> combined(call, "Sub"),
        "MUL", IntegerArithmetic::multiplied,
        "SQUARED_DIFFERENCE", IntegerArithmetic::squared,
        "MAXIMUM", call -> chosen(call, "Maximum"),
        "MINIMUM", call -> chosen(call, "Minimum"));
  }

  /** Both operands on one finer scale, added or subtracted, then on the output's scale. */
  private static List<Value> combined(TfliteCall call, String op) {
    IntegerCall integers = new IntegerCall(call);
    Affine out = integers.out();
    int bits = out.type() == TfliteElementType.INT16 ? SHORT_BITS : BYTE_BITS;
    if (out.type() == TfliteElementType.INT16 && hasPowers(integers)) {
      throw call.error("shifts levels of 16 bits by powers of two: convert it with other scales");
    }
    Value sum =
        ElementwiseOps.binary(call, op, raised(integers, 0, bits), raised(integers, 1, bits));
    double twice = twice(integers);
    double factor = twice / ((1 << bits) * out.scale());
    LevelRange range = out.range(call, call.operator().octet(0));
    return List.of(integers.rescaling().levels(sum, List.of(Multiplier.of(factor)), range));
  }

  /** An option that old models have: scales that are powers of two, with kernels of their own. */
  private static boolean hasPowers(IntegerCall integers) {
    boolean asked = integers.call().operator().octet(1) != 0;
    return asked
        && integers.in(0).powerOfTwo().isPresent()
        && integers.in(1).powerOfTwo().isPresent()
        && integers.out().powerOfTwo().isPresent();
  }

  private static double twice(IntegerCall integers) {
    return 2 * Math.max(integers.in(0).scale(), integers.in(1).scale());
  }

  private static Value raised(IntegerCall integers, int index, int bits) {
    Multiplier factor = Multiplier.of(integers.in(index).scale() / twice(integers));
    Value levels = integers.levels(index);
    return integers
        .call()
        .folded(integers.rescaling().times(levels, List.of(factor.ofShifted(bits)), DType.INT32));
  }

  private static List<Value> multiplied(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine out = integers.out();
    Rescaling rescaling = integers.rescaling();
    Value a = call.math().cast(integers.levels(0), DType.INT32);
    Value b = call.math().cast(integers.levels(1), DType.INT32);
    Value product = ElementwiseOps.binary(call, "Mul", call.folded(a), call.folded(b));
    float both = integers.in(0).scale() * integers.in(1).scale() / out.scale();
    LevelRange range = out.range(call, call.operator().octet(0));
    return List.of(rescaling.levels(product, List.of(Multiplier.of(both)), range));
  }

  private static List<Value> squared(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine out = integers.out();
    if (out.type() != TfliteElementType.INT8) {
      throw call.error("is read for int8, not for " + out.type());
    }
    Value a = raised(integers, 0, SQUARE_BITS);
    Value b = raised(integers, 1, SQUARE_BITS);
    Value difference = ElementwiseOps.binary(call, "Sub", a, b);
    double twice = twice(integers);
    double factor = twice * twice / ((1 << 2 * SQUARE_BITS) * out.scale());
    Value square = call.math().mul(difference, difference);
    LevelRange all = out.range();
    return List.of(integers.rescaling().levels(square, List.of(Multiplier.of(factor)), all));
  }

  /** Levels of one scale compare as the real numbers do. */
  private static List<Value> chosen(TfliteCall call, String op) {
    IntegerCall integers = new IntegerCall(call);
    integers.requireSame(0);
    integers.requireSame(1);
    return List.of(ElementwiseOps.binary(call, op, integers.levels(0), integers.levels(1)));
  }
}
