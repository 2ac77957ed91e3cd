package io.kwsbench.formats.onnx;

import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Numbers into quantized ones and back, and products of quantized numbers. */
final class QuantizedOps {
  private static final int LEVELS = 255;

  private QuantizedOps() {}

  static Map<String, OnnxOp> all() {
    Map<String, OnnxOp> all = new HashMap<>();
    all.put("QuantizeLinear", QuantizedOps::quantize);
    all.put("DequantizeLinear", QuantizedOps::dequantize);
    all.put("com.microsoft.QuantizeLinear", QuantizedOps::quantize);
    all.put("com.microsoft.DequantizeLinear", QuantizedOps::dequantize);
    all.put("DynamicQuantizeLinear", QuantizedOps::dynamic);
    all.put("ConvInteger", call -> List.of(convolution(call, 0, 1, 2, 3, -1)));
    all.put("MatMulInteger", call -> List.of(product(call, 0, 1, 2, 3)));
    all.put("QLinearConv", QuantizedOps::requantizedConvolution);
    all.put("QLinearMatMul", QuantizedOps::requantizedProduct);
    all.put("com.microsoft.MatMulIntegerToFloat", QuantizedOps::realProduct);
    all.put("com.microsoft.DynamicQuantizeMatMul", QuantizedOps::dynamicProduct);
    return all;
  }

  private static int axis(OnnxCall call) {
    if (call.node().integer("block_size", 0) != 0) {
      throw call.error("has scales per block");
    }
    return Math.toIntExact(call.node().integer("axis", 1));
  }

  private static List<Laid> quantize(OnnxCall call) {
    Wholes wholes = new Wholes(call);
    OnnxElementType type = ElementTypes.quantized(call);
    return List.of(wholes.quantized(wholes.of(0), 1, 2, axis(call), type));
  }

  private static List<Laid> dequantize(OnnxCall call) {
    return List.of(new Wholes(call).real(0, 1, 2, axis(call)));
  }

  /** Numbers with the range that they have, as eight bits. */
  private record Dynamic(Value levels, Value scale, Value zero) {
    static Dynamic of(OnnxCall call, Value x) {
      MathOps math = call.math();
      Value none = call.graph().scalar(0);
      Value one = call.graph().scalar(1);
      int[] axes = Laid.identity(x.rank()).stream().mapToInt(i -> i).toArray();
      Value low = math.binary("Minimum", math.reduce("Min", x, false, axes), none);
      Value high = math.binary("Maximum", math.reduce("Max", x, false, axes), none);
      Value range = math.sub(high, low);
      Value wide = math.div(range, call.graph().scalar(LEVELS));
      Value scale = math.select(math.compare("Equal", range, none), one, wide);
      Value below = math.sub(none, math.div(low, scale));
      Value zero = math.unary("Round", math.clip(below, 0, LEVELS));
      Value level = math.add(math.unary("Round", math.div(x, scale)), zero);
      return new Dynamic(math.clip(level, 0, LEVELS), scale, zero);
    }
  }

  private static List<Laid> dynamic(OnnxCall call) {
    Laid x = call.in(0);
    Dynamic made = Dynamic.of(call, x.value());
    return List.of(x.with(made.levels()), Laid.plain(made.scale()), Laid.plain(made.zero()));
  }

  /** Sums of products; of each input the zero points follow it somewhere. */
  private static Laid convolution(OnnxCall call, int x, int w, int xZero, int wZero, int bias) {
    WholeSums sums = new WholeSums(call);
    return sums.convolution(sums.factor(x, xZero, 1), sums.factor(w, wZero, 0), bias);
  }

  private static List<Laid> requantizedConvolution(OnnxCall call) {
    Wholes wholes = new Wholes(call);
    Laid sums = convolution(call, 0, 3, 2, 5, 8);
    return List.of(wholes.requantized(sums, wholes.factors(1, 4, 6), 1, 7, call.type(7)));
  }

  private static Laid product(OnnxCall call, int a, int b, int aZero, int bZero) {
    WholeSums sums = new WholeSums(call);
    return sums.product(sums.factor(a, aZero, -2), sums.factor(b, bZero, -1), -1);
  }

  private static List<Laid> requantizedProduct(OnnxCall call) {
    Wholes wholes = new Wholes(call);
    Laid sums = product(call, 0, 3, 2, 5);
    return List.of(wholes.requantized(sums, wholes.factors(1, 4, 6), -1, 7, call.type(7)));
  }

  private static List<Laid> realProduct(OnnxCall call) {
    Laid sums = product(call, 0, 1, 4, 5);
    return List.of(real(call, sums, new Wholes(call).scale(2), 3, 6));
  }

  /** Sums times both scales, and the bias where there is one. */
  private static Laid real(OnnxCall call, Laid sums, Laid left, int right, int bias) {
    Wholes wholes = new Wholes(call);
    Laid exact = wholes.reals(sums);
    Laid own = wholes.along(wholes.scale(right), sums, -1);
    Laid both = ElementwiseOps.binary(call, "Mul", wholes.along(left, sums, -2), own);
    Laid scaled = ElementwiseOps.binary(call, "Mul", exact, both);
    return call.has(bias) ? ElementwiseOps.binary(call, "Add", scaled, call.in(bias)) : scaled;
  }

  private static List<Laid> dynamicProduct(OnnxCall call) {
    Dynamic made = Dynamic.of(call, call.plain(0));
    Value left = call.math().sub(made.levels(), made.zero());
    WholeSums whole = new WholeSums(call);
    Laid sums = whole.product(WholeSums.Factor.ofBytes(left), whole.factor(1, 3, -1), -1);
    return List.of(real(call, sums, Laid.plain(made.scale()), 2, 4));
  }
}
