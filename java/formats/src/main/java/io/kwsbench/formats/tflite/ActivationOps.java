package io.kwsbench.formats.tflite;

import io.kwsbench.formats.shared.Activations;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Activations that TensorFlow has no operation of its own for, and what normalizes rows. */
final class ActivationOps {
  private static final float MIN_NORM = 1e-6f;

  private ActivationOps() {}

  static Map<String, TfliteOp> all() {
    Map<String, TfliteOp> all = new HashMap<>();
    all.put("RELU_N1_TO_1", call -> List.of(call.math().clip(call.in(0), -1, 1)));
    all.put("RELU_0_TO_1", call -> List.of(call.math().clip(call.in(0), 0, 1)));
    all.put("HARD_SWISH", call -> List.of(Activations.hardSwish(call.graph(), call.in(0))));
    all.put("LEAKY_RELU", ActivationOps::leaky);
    all.put("PRELU", ActivationOps::prelu);
    all.put("GELU", ActivationOps::gelu);
    all.put("SOFTMAX", ActivationOps::softmax);
    all.put("LOG_SOFTMAX", call -> List.of(rows(call, "LogSoftmax", call.in(0))));
    all.put("L2_NORMALIZATION", ActivationOps::unit);
    return all;
  }

  private static List<Value> leaky(TfliteCall call) {
    return List.of(Activations.leaky(call.graph(), call.in(0), call.operator().real(0)));
  }

  private static List<Value> prelu(TfliteCall call) {
    Value x = call.in(0);
    MathOps math = call.math();
    Value negative = math.unary("Relu", math.sub(call.graph().scalar(0), x));
    Value steep = ElementwiseOps.binary(call, "Mul", negative, call.in(1));
    return List.of(math.sub(math.unary("Relu", x), steep));
  }

  private static List<Value> gelu(TfliteCall call) {
    return List.of(Activations.gelu(call.graph(), call.in(0), call.operator().flag(0)));
  }

  private static List<Value> softmax(TfliteCall call) {
    float beta = call.operator().real(0);
    Value x = call.in(0);
    return List.of(rows(call, "Softmax", beta == 1 ? x : call.math().mul(x, beta)));
  }

  /** Works along the last axis. */
  private static Value rows(TfliteCall call, String op, Value x) {
    Value rows = call.arrays().reshape(x, x.size() / x.dim(-1), x.dim(-1));
    return call.arrays().reshape(call.math().unary(op, rows), x.shape());
  }

  /** Rows divided by their length. */
  private static List<Value> unit(TfliteCall call) {
    Value x = call.in(0);
    MathOps math = call.math();
    Value squares = math.reduce("Sum", math.unary("Square", x), true, -1);
    Value length = math.unary("Sqrt", squares);
    Value least = math.binary("Maximum", length, call.graph().scalar(MIN_NORM));
    return List.of(call.activated(math.div(x, least), 0));
  }
}
