package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Picks;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.tensor.DType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import org.apache.commons.math3.special.Erf;

/** Functions of one level: a table with the result of each. */
final class IntegerTables {
  private IntegerTables() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new HashMap<>();
    all.put("EXP", real(call -> x -> (float) Math.exp(x)));
    all.put("ELU", real(call -> x -> x < 0 ? (float) Math.expm1(x) : x));
    all.put(
        "GELU",
        real(call -> call.operator().flag(0) ? IntegerTables::tanhGelu : IntegerTables::gelu));
    all.put("LOG", real(IntegerTables::log));
    all.put("LOGISTIC", IntegerTables::logistic);
    all.put("TANH", IntegerTables::tanh);
    all.put("SQRT", IntegerTables::root);
    all.put("RSQRT", IntegerTables::reciprocalRoot);
    all.put("HARD_SWISH", IntegerTables::hardSwish);
    return all;
  }

  private static TfliteOp real(Function<TfliteCall, LevelTable.Real> function) {
    return call -> {
      IntegerCall integers = new IntegerCall(call);
      return looked(integers, LevelTable.of(function.apply(call), integers.in(0), integers.out()));
    };
  }

  private static float gelu(float x) {
    return 0.5f * x * (float) Erf.erfc(x * (float) -Math.sqrt(0.5));
  }

  private static float tanhGelu(float x) {
    float inner = (float) Math.sqrt(2 / Math.PI) * (x + 0.044715f * x * x * x);
    return 0.5f * x * (1 + (float) Math.tanh(inner));
  }

  private static LevelTable.Real log(TfliteCall call) {
    Affine out = new IntegerCall(call).out();
    float least = out.low() * out.scale();
    return x -> x <= 0 ? least : (float) Math.log(x);
  }

  private static List<Value> logistic(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine in = integers.in(0);
    return looked(
        integers,
        in.type() == TfliteElementType.INT16
            ? SigmoidTable.logistic(in)
            : LevelTable.of(x -> 1 / (1 + (float) Math.exp(-x)), in, integers.out()));
  }

  private static List<Value> tanh(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine in = integers.in(0);
    return looked(
        integers,
        in.type() == TfliteElementType.INT16
            ? SigmoidTable.tanh(in)
            : LevelTable.of(x -> (float) Math.tanh(x), in, integers.out()));
  }

  /** Kernels cut the quotient off. What has no root would stop them; its level is the least. */
  private static List<Value> root(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine in = integers.in(0);
    Affine out = integers.out();
    LevelRange all = out.range();
    return looked(
        integers,
        x -> {
          float root = (float) Math.sqrt(Math.max(0, in.scale() * x));
          return (int) all.clamped((long) (root / out.scale()));
        });
  }

  private static List<Value> reciprocalRoot(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine in = integers.in(0);
    Affine out = integers.out();
    LevelRange all = out.range();
    if (in.type() == TfliteElementType.INT16) {
      float most = Short.MAX_VALUE * out.scale();
      return looked(
          integers, LevelTable.of(x -> x <= 0 ? most : 1 / (float) Math.sqrt(x), in, out));
    }
    Multiplier factor = Multiplier.of(1.0 / ((float) Math.sqrt(in.scale()) * out.scale()));
    return looked(
        integers,
        x -> x <= 0 ? all.high() : (int) all.clamped(FixedPoint.reciprocalRoot(x, factor)));
  }

  private static List<Value> hardSwish(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine out = integers.out();
    if (out.type() == TfliteElementType.INT16) {
      throw call.error("is read for levels of 8 bits");
    }
    HardSwish function = HardSwish.of(call, integers.in(0), out);
    LevelRange all = out.range();
    return looked(integers, x -> (int) all.clamped(function.of(x)));
  }

  /** The level of each level of the input, by a table; both less their zero points. */
  static List<Value> looked(IntegerCall integers, IntUnaryOperator function) {
    TfliteCall call = integers.call();
    Affine in = integers.in(0);
    float[] table = new float[in.high() - in.low() + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = function.applyAsInt(in.low() + i);
    }
    call.work().folding().spend(table.length);
    Value values = call.graph().constant("table", Literal.of(table, table.length));
    Value from = call.math().add(integers.levels(0), -in.low());
    Value places = integers.call().math().cast(from, DType.INT32);
    return List.of(Picks.gathered(call.graph(), values, 0, places));
  }
}
