package io.kwsbench.formats.onnx;

import io.kwsbench.formats.shared.Activations;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Activations that TensorFlow has no operation of its own for. */
final class ActivationOps {
  /** The output of an activation for one tensor, in any layout. */
  @FunctionalInterface
  private interface Activation {
    Value apply(OnnxCall call, Value x);
  }

  private static final float SELU_ALPHA = 1.67326319217681884765625f;
  private static final float SELU_GAMMA = 1.05070102214813232421875f;

  private ActivationOps() {}

  static Map<String, OnnxOp> all() {
    Map<String, OnnxOp> all = new HashMap<>();
    put(
        all,
        "LeakyRelu",
        (call, x) -> Activations.leaky(call.graph(), x, call.node().real("alpha", 0.01f)));
    put(all, "Elu", (call, x) -> elu(call, x, call.node().real("alpha", 1), 1));
    put(all, "Selu", ActivationOps::selu);
    put(all, "Celu", (call, x) -> celu(call, x, call.node().real("alpha", 1)));
    put(all, "HardSigmoid", ActivationOps::hardSigmoid);
    put(all, "HardSwish", (call, x) -> Activations.hardSwish(call.graph(), x));
    put(all, "Gelu", ActivationOps::gelu);
    put(all, "Mish", ActivationOps::mish);
    put(all, "ThresholdedRelu", ActivationOps::thresholded);
    put(all, "Clip", ActivationOps::clip);
    all.put("PRelu", ActivationOps::prelu);
    return all;
  }

  private static void put(Map<String, OnnxOp> all, String name, Activation activation) {
    all.put(
        name,
        call -> {
          Laid x = call.in(0);
          return List.of(x.with(activation.apply(call, x.value())));
        });
  }

  private static List<Laid> prelu(OnnxCall call) {
    Laid x = call.in(0);
    MathOps math = call.math();
    Laid negative = x.with(math.unary("Relu", math.sub(call.graph().scalar(0), x.value())));
    Laid steep = ElementwiseOps.binary(call, "Mul", negative, call.in(1));
    Laid positive = x.with(math.unary("Relu", x.value()));
    return List.of(ElementwiseOps.binary(call, "Sub", positive, steep));
  }

  /** {@code gamma * (x > 0 ? x : alpha * (exp(x) - 1))}: the halves of elu add up. */
  private static Value elu(OnnxCall call, Value x, float alpha, float gamma) {
    MathOps math = call.math();
    Value elu = math.unary("Elu", x);
    if (alpha == 1 && gamma == 1) {
      return elu;
    }
    Value positive = math.unary("Relu", elu);
    Value negative = math.binary("Minimum", elu, call.graph().scalar(0));
    Value both = math.add(positive, math.mul(negative, alpha));
    return gamma == 1 ? both : math.mul(both, gamma);
  }

  private static Value selu(OnnxCall call, Value x) {
    OnnxNode node = call.node();
    return elu(call, x, node.real("alpha", SELU_ALPHA), node.real("gamma", SELU_GAMMA));
  }

  private static Value celu(OnnxCall call, Value x, float alpha) {
    MathOps math = call.math();
    Value elu = math.unary("Elu", math.mul(x, 1 / alpha));
    Value negative = math.mul(math.binary("Minimum", elu, call.graph().scalar(0)), alpha);
    return math.add(math.unary("Relu", x), negative);
  }

  private static Value hardSigmoid(OnnxCall call, Value x) {
    float alpha = call.node().real("alpha", 0.2f);
    return Activations.hardSigmoid(call.graph(), x, alpha, call.node().real("beta", 0.5f));
  }

  private static Value gelu(OnnxCall call, Value x) {
    boolean tanh = call.node().text("approximate", "none").equals("tanh");
    return Activations.gelu(call.graph(), x, tanh);
  }

  private static Value mish(OnnxCall call, Value x) {
    MathOps math = call.math();
    return math.mul(x, math.unary("Tanh", math.unary("Softplus", x)));
  }

  private static Value thresholded(OnnxCall call, Value x) {
    MathOps math = call.math();
    Value bound = call.graph().scalar(call.node().real("alpha", 1));
    // an infinite x below the bound times zero would be no number
    Value above = math.binary("Maximum", x, bound);
    return math.mul(above, math.toFloat(math.compare("Greater", x, bound)));
  }

  /** Bounds are attributes up to opset 10 and inputs from then on. */
  private static Value clip(OnnxCall call, Value x) {
    float low = call.number(1, call.node().real("min", Float.NEGATIVE_INFINITY));
    float high = call.number(2, call.node().real("max", Float.POSITIVE_INFINITY));
    MathOps math = call.math();
    if (low == 0 && high == 6) {
      return math.unary("Relu6", x);
    }
    Value result = low <= -Float.MAX_VALUE ? x : lower(call, x, low);
    return high >= Float.MAX_VALUE
        ? result
        : math.binary("Minimum", result, call.graph().scalar(high));
  }

  private static Value lower(OnnxCall call, Value x, float low) {
    return low == 0
        ? call.math().unary("Relu", x)
        : call.math().binary("Maximum", x, call.graph().scalar(low));
  }
}
