package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Activations;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** ONNX Runtime's own operators of quantized numbers, element by element and by windows. */
final class QuantizedElements {
  private static final String DOMAIN = "com.microsoft.";

  private QuantizedElements() {}

  /** An operator's function of real numbers. */
  private interface Real {
    Laid of(OnnxCall call, Laid x);
  }

  static Map<String, OnnxOp> all() {
    Map<String, OnnxOp> all = new HashMap<>();
    all.put(DOMAIN + "QLinearAdd", QuantizedElements::sum);
    all.put(DOMAIN + "QLinearMul", QuantizedElements::product);
    all.put(DOMAIN + "QLinearConcat", QuantizedElements::concat);
    all.put(DOMAIN + "QGemm", QuantizedElements::gemm);
    put(all, "QLinearSigmoid", (call, x) -> x.with(call.math().unary("Sigmoid", x.value())));
    put(all, "QLinearLeakyRelu", QuantizedElements::leaky);
    put(all, "QLinearAveragePool", (call, x) -> PoolingOps.averaged(call, x));
    put(all, "QLinearGlobalAveragePool", QuantizedElements::globalAverage);
    put(all, "QLinearSoftmax", (call, x) -> ReductionOps.along(call, x, "Softmax"));
    return all;
  }

  private static void put(Map<String, OnnxOp> all, String name, Real real) {
    all.put(
        DOMAIN + name,
        call -> {
          if (call.node().integer("channels_last", 0) != 0) {
            throw call.error("has its channels last");
          }
          Wholes wholes = new Wholes(call);
          Laid result = real.of(call, wholes.real(0, 1, 2, 1));
          return List.of(wholes.quantized(result, 3, 4, 1, call.type(4)));
        });
  }

  private static Laid leaky(OnnxCall call, Laid x) {
    return x.with(Activations.leaky(call.graph(), x.value(), call.node().real("alpha", 0.01f)));
  }

  private static Laid globalAverage(OnnxCall call, Laid x) {
    int[] axes = IntStream.range(2, x.rank()).map(x::at).toArray();
    return x.with(call.math().reduce("Mean", x.value(), true, axes));
  }

  private static List<Laid> sum(OnnxCall call) {
    Wholes wholes = new Wholes(call);
    Laid sum = ElementwiseOps.binary(call, "Add", scaled(call, 0, 6), scaled(call, 3, 6));
    return List.of(wholes.rounded(sum, 7, 1, call.type(7)));
  }

  /** An operand on the output's scale. */
  private static Laid scaled(OnnxCall call, int operand, int output) {
    Wholes wholes = new Wholes(call);
    float ratio = only(call, operand + 1) / only(call, output);
    Laid less = wholes.centered(operand, operand + 2, 1);
    return less.with(call.math().mul(less.value(), ratio));
  }

  private static float only(OnnxCall call, int index) {
    float[] scales = new Wholes(call).scales(index);
    if (scales.length != 1) {
      throw call.error("has " + scales.length + " scales of its input " + index);
    }
    return scales[0];
  }

  private static List<Laid> product(OnnxCall call) {
    Wholes wholes = new Wholes(call);
    Laid product =
        ElementwiseOps.binary(call, "Mul", wholes.centered(0, 2, 1), wholes.centered(3, 5, 1));
    float factor = only(call, 1) * only(call, 4) / only(call, 6);
    Laid scaled = product.with(call.math().mul(product.value(), factor));
    return List.of(wholes.rounded(scaled, 7, 1, call.type(7)));
  }

  private static List<Laid> concat(OnnxCall call) {
    Wholes wholes = new Wholes(call);
    List<Laid> parts = new ArrayList<>();
    for (int i = 2; i + 2 < call.known().size(); i += 3) {
      Laid real = wholes.real(i, i + 1, i + 2, 1);
      parts.add(wholes.quantized(real, 0, 1, 1, call.type(1)));
    }
    if (parts.isEmpty()) {
      throw call.error("joins nothing");
    }
    List<Laid> same = call.layouts().aligned(parts);
    int axis = call.axis(call.node().integer("axis", 0), same.get(0).rank());
    List<Value> values = same.stream().map(Laid::value).toList();
    Laid first = same.get(0);
    return List.of(first.with(call.arrays().concat(values, first.at(axis))));
  }

  private static List<Laid> gemm(OnnxCall call) {
    Wholes wholes = new Wholes(call);
    boolean turned = call.node().integer("transB", 0) != 0;
    WholeSums whole = new WholeSums(call);
    WholeSums.Factor a = matrix(call, whole.factor(0, 2, -2), "transA");
    WholeSums.Factor b = matrix(call, whole.factor(3, 5, turned ? 0 : 1), "transB");
    Laid sums = whole.product(a, b, 6);
    float alpha = call.node().real("alpha", 1);
    boolean quantized = call.has(7);
    float[] factors = wholes.scales(4).clone();
    for (int i = 0; i < factors.length; i++) {
      factors[i] = alpha * only(call, 1) * factors[i] / (quantized ? only(call, 7) : 1);
    }
    return List.of(
        quantized
            ? wholes.requantized(sums, factors, 1, 8, call.type(8))
            : wholes.scaled(sums, factors, 1));
  }

  private static WholeSums.Factor matrix(OnnxCall call, WholeSums.Factor x, String attribute) {
    return x.with(ProductOps.matrix(call, x.whole(), attribute));
  }
}
