package io.kwsbench.rewrite;

import io.kwsbench.graph.ChannelWeights;
import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
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
    if (!ChannelLayout.isFloatConstant(constant) || !usedOnce(node.input(constantFirst ? 1 : 0))) {
      return null;
    }
    return switch (node.op()) {
      case "Mul" -> orNull(scaled(x, constant));
      case "Add", "AddV2" -> orNull(shifted(x, constant, 1));
      case "Sub" -> constantFirst ? null : orNull(shifted(x, constant, -1));
      case "BiasAdd" ->
          isBiased(x) && ChannelLayout.isBias(node) ? orNull(shifted(x, constant, 1)) : null;
      default -> null;
    };
  }

  /** The constant as a number a channel, or null when it is something else. */
  private static float[] channels(Value constant, Value x) {
    float[] values = constant.node().constant().toFloats();
    int channels = x.dim(-1);
    if (constant.rank() > x.rank()) {
      return null;
    }
    if (values.length == 1) {
      float[] all = new float[channels];
      Arrays.fill(all, values[0]);
      return all;
    }
    boolean last =
        constant.rank() > 0 && constant.rank() <= x.rank() && constant.dim(-1) == channels;
    return last && values.length == channels ? values : null;
  }

  /** The product with constant weights of which {@code x} is a bias; null for anything else. */
  private static Value product(Value x) {
    Value product = isBiased(x) ? x.node().input(0) : x;
    boolean folds =
        ChannelLayout.isProduct(product)
            && ChannelLayout.isFloatConstant(product.node().input(1))
            && !product.node().attrs().flag("transpose_b");
    return folds ? product : null;
  }

  private static boolean isBiased(Value x) {
    return ChannelLayout.isBias(x.node())
        && ChannelLayout.isProduct(x.node().input(0))
        && ChannelLayout.isFloatConstant(x.node().input(1));
  }

  private Value scaled(Value x, Value constant) {
    Value product = product(x);
    float[] scales = product == null ? null : channels(constant, x);
    if (scales == null) {
      return null;
    }
    ChannelWeights folded = weights(product, x).affine(c -> scales[c], c -> 0).orElse(null);
    if (folded == null) {
      return null;
    }
    absorbBias(x);
    Value rescaled = withWeights(product.node(), folded.weights());
    return isBiased(x) ? biased(rescaled, folded.bias()) : rescaled;
  }

  private Value shifted(Value x, Value constant, float sign) {
    Value product = ChannelLayout.isProduct(x) ? x : isBiased(x) ? x.node().input(0) : null;
    float[] shifts = product == null ? null : channels(constant, x);
    if (shifts == null) {
      return null;
    }
    absorbBias(x);
    float[] bias = bias(x);
    for (int i = 0; i < bias.length; i++) {
      bias[i] += sign * shifts[i];
    }
    return biased(product, bias);
  }

  /** A bias that another takes the place of. */
  private void absorbBias(Value x) {
    if (isBiased(x)) {
      graph().absorb(x.node());
    }
  }

  private static ChannelWeights weights(Value product, Value x) {
    return new ChannelWeights(product.node().input(1).node().constant().toFloats(), bias(x));
  }

  /** The bias of a product, zeros where it has none. */
  private static float[] bias(Value x) {
    return isBiased(x) ? x.node().input(1).node().constant().toFloats() : new float[x.dim(-1)];
  }

  private Value withWeights(IrNode product, float[] weights) {
    graph().setScope(product.scope());
    int[] shape = product.input(1).shape();
    Value kernel = graph().constant("kernel", Literal.of(weights, shape));
    return graph().copy(product, List.of(product.input(0), kernel)).output(0);
  }

  private Value biased(Value product, float[] bias) {
    return graph().nn().biasAdd(product, graph().constant("bias", Literal.of(bias, bias.length)));
  }
}
