package io.kwsbench.freeze.optimize;

import io.kwsbench.freeze.ir.Constant;
import io.kwsbench.freeze.ir.IrNode;
import io.kwsbench.freeze.ir.Value;
import java.util.Arrays;
import java.util.List;

/**
 * Folds what follows a convolution or product channel by channel into its weights and its bias:
 * above all batch norms.
 */
final class Scales extends Rewrite {
  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    if (inputs.size() != 2 || node.outputs().size() != 1) {
      return null;
    }
    Value a = inputs.get(0);
    Value b = inputs.get(1);
    boolean constantFirst = a.isConstant();
    Value x = constantFirst ? b : a;
    Value constant = constantFirst ? a : b;
    if (!constant.isConstant() || !usedOnce(node.input(constantFirst ? 1 : 0))) {
      return null;
    }
    return switch (node.op()) {
      case "Mul" -> orNull(scaled(x, constant));
      case "Add" -> orNull(shifted(x, constant, 1));
      case "Sub" -> constantFirst ? null : orNull(shifted(x, constant, -1));
      case "BiasAdd" -> x.isFrom("BiasAdd") ? orNull(shifted(x, constant, 1)) : null;
      default -> null;
    };
  }

  private static boolean isProduct(Value value) {
    return value.isFrom("Conv2D")
        || value.isFrom("DepthwiseConv2dNative")
        || value.isFrom("MatMul");
  }

  /** The constant as a number a channel, or null when it is something else. */
  private static float[] channels(Value constant, Value x) {
    float[] values = constant.node().constant().floats();
    int channels = x.dim(-1);
    if (values.length == 1) {
      float[] all = new float[channels];
      Arrays.fill(all, values[0]);
      return all;
    }
    boolean last =
        constant.rank() > 0 && constant.rank() <= x.rank() && constant.dim(-1) == channels;
    return last && values.length == channels ? values : null;
  }

  private Value scaled(Value x, Value constant) {
    if (x.isFrom("BiasAdd") && isProduct(x.node().input(0)) && x.node().input(1).isConstant()) {
      float[] scales = channels(constant, x);
      Value product = scales == null ? null : scaledProduct(x.node().input(0), scales);
      return product == null
          ? null
          : biased(product, times(x.node().input(1).node().constant().floats(), scales));
    }
    float[] scales = isProduct(x) ? channels(constant, x) : null;
    return scales == null ? null : scaledProduct(x, scales);
  }

  /** The product with its weights multiplied: output channels are their last axis, or last two. */
  private Value scaledProduct(Value product, float[] scales) {
    IrNode node = product.node();
    if (!node.input(1).isConstant() || node.attrs().flag("transpose_b")) {
      return null;
    }
    Constant weights = node.input(1).node().constant();
    float[] values = weights.floats().clone();
    for (int i = 0; i < values.length; i++) {
      values[i] *= scales[i % scales.length];
    }
    graph().setScope(node.scope());
    Value kernel = graph().constant("kernel", Constant.of(values, weights.shape()));
    return graph().copy(node, List.of(node.input(0), kernel)).output(0);
  }

  private Value shifted(Value x, Value constant, float sign) {
    boolean product = isProduct(x);
    boolean biased =
        x.isFrom("BiasAdd") && isProduct(x.node().input(0)) && x.node().input(1).isConstant();
    float[] values = product || biased ? channels(constant, x) : null;
    if (values == null) {
      return null;
    }
    float[] bias = new float[values.length];
    for (int i = 0; i < bias.length; i++) {
      float before = product ? 0 : x.node().input(1).node().constant().floats()[i];
      bias[i] = before + sign * values[i];
    }
    return biased(product ? x : x.node().input(0), bias);
  }

  private Value biased(Value product, float[] bias) {
    return graph().nn().biasAdd(product, graph().constant("bias", Constant.of(bias, bias.length)));
  }

  private static float[] times(float[] a, float[] b) {
    float[] out = new float[a.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = a[i] * b[i];
    }
    return out;
  }
}
