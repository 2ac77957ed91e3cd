package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * Finds activations in what spells them out: {@code Relu6} and leaky rectifiers, softmax along the
 * last axes.
 */
final class Clips extends Rewrite {
  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    Value found =
        switch (node.op()) {
          case "Maximum" -> clippedRelu(inputs.get(0), inputs.get(1));
          case "Sub" -> leaky(inputs.get(0), inputs.get(1));
          case "RealDiv" -> softmax(inputs.get(0), inputs.get(1));
          default -> null;
        };
    // a bound of more dimensions than x makes more of the result
    return found != null && found.hasShape(node.output(0).shape()) ? List.of(found) : null;
  }

  /** Adds the origins of these nodes to the result, those of the last one first. */
  private void absorb(Value... parts) {
    for (Value part : parts) {
      graph().absorb(part.node());
    }
  }

  private static boolean isScalar(Value value, float wanted) {
    return ChannelLayout.isFloatConstant(value)
        && value.size() == 1
        && value.node().constant().real(0) == wanted;
  }

  /** {@code max(min(relu(x), m), 0)}: Relu6, or the outer bound for nothing. */
  private Value clippedRelu(Value inner, Value low) {
    if (!isScalar(low, 0) || !inner.isFrom("Minimum")) {
      return null;
    }
    Value relu = inner.node().input(0);
    Value high = inner.node().input(1);
    if (!relu.isFrom("Relu") || !ChannelLayout.isFloatConstant(high) || high.size() != 1) {
      return null;
    }
    float bound = (float) high.node().constant().real(0);
    if (bound == 6) {
      absorb(inner, relu);
      return graph().math().unary("Relu6", relu.node().input(0));
    }
    return bound >= 0 ? inner : null;
  }

  /** {@code relu(x) - a * relu(0 - x)} is {@code max(x, a * x)} for a slope up to 1. */
  private Value leaky(Value positive, Value scaled) {
    if (!positive.isFrom("Relu")
        || !scaled.isFrom("Mul")
        || !ChannelLayout.isFloatConstant(scaled.node().input(0))) {
      return null;
    }
    Value x = positive.node().input(0);
    Value slope = scaled.node().input(0);
    Value negative = scaled.node().input(1);
    if (slope.size() != 1 || !negative.isFrom("Relu")) {
      return null;
    }
    Value turned = negative.node().input(0);
    boolean isTurned =
        turned.isFrom("Sub") && isScalar(turned.node().input(0), 0) && turned.node().input(1) == x;
    float a = (float) slope.node().constant().real(0);
    if (!isTurned || a < 0 || a > 1) {
      return null;
    }
    absorb(turned, negative, scaled, positive);
    return graph().math().binary("Maximum", x, graph().math().mul(x, a));
  }

  private Value softmax(Value exp, Value sum) {
    WrittenSoftmax found = WrittenSoftmax.of(exp, sum).orElse(null);
    if (found == null) {
      return null;
    }
    Value apart = exp.node().input(0);
    absorb(sum, exp, apart, apart.node().input(1));
    Value x = found.x();
    Value rows = graph().arrays().reshape(x, -1, found.length());
    return graph().arrays().reshape(graph().math().softmaxRows(rows), x.shape());
  }
}
