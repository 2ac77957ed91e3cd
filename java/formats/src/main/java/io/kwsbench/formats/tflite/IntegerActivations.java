package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.tensor.DType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions of one level that are straight on both sides of zero. */
final class IntegerActivations {
  private IntegerActivations() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new HashMap<>();
    all.put("RELU", call -> rectified(call, 0, Float.POSITIVE_INFINITY));
    all.put("RELU6", call -> rectified(call, 0, 6));
    all.put("RELU_N1_TO_1", call -> rectified(call, -1, 1));
    all.put("RELU_0_TO_1", call -> rectified(call, 0, 1));
    all.put("LEAKY_RELU", IntegerActivations::leaky);
    all.put("PRELU", IntegerActivations::parametric);
    all.put("ABS", IntegerActivations::absolute);
    return all;
  }

  private static List<Value> rectified(TfliteCall call, float least, float most) {
    IntegerCall integers = new IntegerCall(call);
    Affine out = integers.out();
    float factor = integers.in(0).scale() / out.scale();
    long high = most == Float.POSITIVE_INFINITY ? out.high() : out.level(most);
    LevelRange range = out.range().within(out.level(least), high);
    return List.of(
        integers.rescaling().levels(integers.levels(0), List.of(Multiplier.of(factor)), range));
  }

  private static List<Value> leaky(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine in = integers.in(0);
    float scale = integers.out().scale();
    Multiplier steep = Multiplier.of(in.scale() * call.operator().real(0) / scale);
    Value x = integers.levels(0);
    Value negative = call.math().binary("Minimum", x, call.graph().scalar(0));
    boolean falling = steep.mantissa() < 0;
    Multiplier size = falling ? steep.negated() : steep;
    Value below = integers.rescaling().times(negative, List.of(size), DType.FLOAT);
    return List.of(sides(integers, falling ? call.math().mul(below, -1) : below));
  }

  private static List<Value> parametric(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    float scale = integers.in(0).scale() * integers.in(1).scale() / integers.out().scale();
    Value x = integers.levels(0);
    Value negative = call.math().binary("Minimum", x, call.graph().scalar(0));
    if ((double) integers.in(0).reach() * integers.in(1).reach() > 1 << 24) {
      throw call.error("multiplies levels of 16 bits");
    }
    Value product = ElementwiseOps.binary(call, "Mul", negative, integers.levels(1));
    List<Multiplier> factor = List.of(Multiplier.of(scale));
    return List.of(sides(integers, integers.rescaling().times(product, factor, DType.FLOAT)));
  }

  /** The positive levels on the output's scale, beside what became of the negative ones. */
  private static Value sides(IntegerCall integers, Value below) {
    MathOps math = integers.call().math();
    Affine out = integers.out();
    Value positive = math.unary("Relu", integers.levels(0));
    List<Multiplier> factor = List.of(Multiplier.of(integers.in(0).scale() / out.scale()));
    Value above = integers.rescaling().times(positive, factor, DType.FLOAT);
    return integers.rescaling().clamped(math.add(above, below), out.range());
  }

  private static List<Value> absolute(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine in = integers.in(0);
    Affine out = integers.out();
    Value size = call.math().unary("Abs", integers.levels(0));
    List<Multiplier> factor = List.of(Multiplier.of(in.scale() / out.scale()));
    return List.of(
        in.scale() == out.scale()
            ? integers.rescaling().clamped(size, out.range())
            : integers.rescaling().levels(size, factor, out.range()));
  }
}
