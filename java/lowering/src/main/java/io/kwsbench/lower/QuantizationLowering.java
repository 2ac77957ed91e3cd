package io.kwsbench.lower;

import io.kwsbench.graph.shape.QuantizationRange;
import io.kwsbench.plan.kernel.BinaryFn;
import io.kwsbench.plan.kernel.UnaryFn;
import io.kwsbench.program.OpKind;
import io.kwsbench.program.Tensor;
import io.kwsbench.program.UnaryFunction;
import io.kwsbench.tensor.DType;
import io.kwsbench.tensor.Shape;
import java.util.List;
import java.util.Map;

/** Fake quantization by a constant range, as quantization-aware training leaves it in a graph. */
final class QuantizationLowering {
  private QuantizationLowering() {}

  static Map<String, OpLowering> all() {
    return Map.of(
        "FakeQuantWithMinMaxVars",
        call -> quantized(call, (float) call.literal(1).real(0), (float) call.literal(2).real(0)),
        "FakeQuantWithMinMaxArgs",
        call ->
            quantized(
                call,
                (float) call.node().realAttr("min", -6),
                (float) call.node().realAttr("max", 6)));
  }

  private static List<Tensor> quantized(LowerCall call, float min, float max) {
    call.requireFloat(0);
    QuantizationRange range =
        QuantizationRange.of(
            min,
            max,
            call.node().intAttr("num_bits", 8),
            call.node().boolAttr("narrow_range", false));
    call.require(!range.isEmpty(), "its range is empty");
    // one rounding an operation, as TensorFlow has them: a step more or less is a large difference
    OpKind clamp = new OpKind.Unary(UnaryFunction.clamp(range.low(), range.high()));
    Tensor x = call.between(clamp, "clamped", DType.FLOAT, call.shape(0), call.in(0));
    x = step(call, "shifted", BinaryFn.SUB, range.low(), x);
    x = step(call, "scaled", BinaryFn.MUL, 1 / range.scale(), x);
    x = step(call, "rounded", BinaryFn.ADD, 0.5f, x);
    OpKind floor = new OpKind.Unary(UnaryFunction.of(UnaryFn.FLOOR));
    x = call.between(floor, "steps", DType.FLOAT, call.shape(0), x);
    x = step(call, "values", BinaryFn.MUL, range.scale(), x);
    return call.emit(
        new OpKind.Binary(BinaryFn.ADD, UnaryFunction.IDENTITY), x, number(range.low()));
  }

  private static Tensor number(float value) {
    return Tensor.floats("range", Shape.SCALAR, new float[] {value});
  }

  private static Tensor step(LowerCall call, String what, BinaryFn fn, float number, Tensor x) {
    OpKind kind = new OpKind.Binary(fn, UnaryFunction.IDENTITY);
    return call.between(kind, what, DType.FLOAT, call.shape(0), x, number(number));
  }
}
