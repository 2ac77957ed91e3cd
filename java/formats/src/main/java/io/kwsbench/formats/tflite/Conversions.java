package io.kwsbench.formats.tflite;

import io.kwsbench.KwsException;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.Multiplier;
import io.kwsbench.rewrite.levels.Rescaling;
import io.kwsbench.tensor.DType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Between real numbers, levels, and the levels of other scales. */
final class Conversions {
  private Conversions() {}

  static Map<String, TfliteOp> all() {
    return Map.of("QUANTIZE", Conversions::quantize, "DEQUANTIZE", Conversions::dequantize);
  }

  private static List<Value> quantize(TfliteCall call) {
    IntegerCall integers = new IntegerCall(call);
    Affine out = integers.out();
    LevelRange all = out.range();
    if (!call.types().get(0).type().isNarrow()) {
      return List.of(
          integers.rescaling().clamped(nearest(call.graph(), call.in(0), out.scale()), all));
    }
    double factor = (double) integers.in(0).scale() / out.scale();
    List<Multiplier> scale = List.of(Multiplier.of(factor));
    return List.of(integers.rescaling().levels(integers.levels(0), scale, all));
  }

  /**
   * The whole numbers next to quotients, halves away from zero. Twice a quotient, rounded down,
   * tells on which side of the half it lies; a sum with a half would be rounded itself.
   */
  private static Value nearest(IrBuilder graph, Value x, float scale) {
    MathOps math = graph.math();
    Value twice = math.mul(math.unary("Abs", x), 2);
    Value halves = math.binary("FloorDiv", twice, graph.scalar(scale));
    Value whole = math.unary("Floor", math.mul(math.add(halves, 1), 0.5f));
    return math.mul(math.unary("Sign", x), whole);
  }

  /** Levels, or weights that are stored in fewer bits, as real numbers. */
  private static List<Value> dequantize(TfliteCall call) {
    Optional<Quantization> quantization = call.types().get(0).scale();
    Value value = call.inputs().get(0);
    if (quantization.isEmpty()) {
      return List.of(call.in(0));
    }
    if (value.isConstant() && value.type() == DType.INT32) {
      return List.of(call.graph().constant(quantization.get().real(value.node().constant())));
    }
    IntegerCall integers = new IntegerCall(call);
    return List.of(call.math().mul(integers.levels(0), integers.in(0).scale()));
  }

  /** A fed tensor as operators take it: levels less their zero point, or plain numbers. */
  static Value fed(TfliteCall.Work work, Value input, TfliteTensor tensor) {
    MathOps math = work.graph().math();
    Optional<Affine> affine = affine(tensor);
    if (affine.isEmpty()) {
      return math.cast(input, tensor.type().dtype());
    }
    Value levels = math.cast(input, DType.FLOAT);
    int zero = affine.get().zero();
    return zero == 0 ? levels : math.add(levels, -zero);
  }

  /** Real numbers that are fed as what operators take. */
  static Value fedReals(TfliteCall.Work work, Value reals, TfliteTensor tensor) {
    Optional<Affine> to = affine(tensor);
    if (to.isEmpty()) {
      return reals;
    }
    Value levels = nearest(work.graph(), reals, to.get().scale());
    return new Rescaling(work.graph()).clamped(levels, to.get().range());
  }

  /** The result of operators as real numbers. */
  static Value givenReals(TfliteCall.Work work, Value made, TfliteTensor tensor) {
    return affine(tensor).map(from -> work.graph().math().mul(made, from.scale())).orElse(made);
  }

  /** The result of operators as the file's output. */
  static Value given(TfliteCall.Work work, Value made, TfliteTensor tensor) {
    MathOps math = work.graph().math();
    int zero = made.type() == DType.FLOAT ? affine(tensor).map(Affine::zero).orElse(0) : 0;
    Value levels = zero == 0 ? made : math.add(made, zero);
    return math.cast(levels, tensor.type().stored());
  }

  private static Optional<Affine> affine(TfliteTensor tensor) {
    Optional<Quantization> quantization = tensor.scale();
    if (quantization.isEmpty()) {
      return Optional.empty();
    }
    Optional<Affine> affine = Affine.of(quantization.get(), tensor.type());
    if (affine.isEmpty()) {
      throw new KwsException("tensor " + tensor.shortName() + " has several scales");
    }
    return affine;
  }
}
