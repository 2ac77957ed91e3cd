package io.kwsbench.compile.lower;

import io.kwsbench.compile.ir.Fn;
import io.kwsbench.compile.ir.Kind;
import io.kwsbench.compile.ir.Tensor;
import io.kwsbench.graph.DType;
import io.kwsbench.graph.shape.QuantizationRange;
import java.util.List;
import java.util.Map;

/** Fake quantisation by a constant range, as quantisation-aware training leaves it in a graph. */
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
    Tensor x = step(call, "clamped", Fn.clamp(range.low(), range.high()), call.in(0));
    x = step(call, "shifted", Fn.affine(1, -range.low()), x);
    x = step(call, "steps", Fn.affine(1 / range.scale(), 0.5f), x);
    x = step(call, "whole", Fn.of(Fn.Kind.FLOOR), x);
    return call.emit(new Kind.Unary(Fn.affine(range.scale(), range.low())), x);
  }

  private static Tensor step(LowerCall call, String what, Fn fn, Tensor x) {
    return call.between(new Kind.Unary(fn), what, DType.FLOAT, call.shape(0), x);
  }
}
