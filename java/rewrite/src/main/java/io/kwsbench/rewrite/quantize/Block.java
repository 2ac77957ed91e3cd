package io.kwsbench.rewrite.quantize;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import io.kwsbench.rewrite.levels.LevelRange;
import io.kwsbench.rewrite.levels.LevelScale;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A convolution or product with its bias and its rectifier, which levels are computed of at once.
 *
 * @param product with constant weights
 * @param bias directly after it
 * @param activation {@code Relu} or {@code Relu6}, directly after both
 */
record Block(IrNode product, Optional<IrNode> bias, Optional<IrNode> activation) {
  private static final double RELU6_BOUND = 6;

  Value input() {
    return product.input(0);
  }

  /** The node whose output is the result. */
  IrNode last() {
    return activation.or(() -> bias).orElse(product);
  }

  Value result() {
    return last().output(0);
  }

  List<IrNode> nodes() {
    List<IrNode> nodes = new ArrayList<>(List.of(product));
    bias.ifPresent(nodes::add);
    activation.ifPresent(nodes::add);
    return nodes;
  }

  /** Output channels last; of a depthwise convolution the last two axes are those. */
  Literal weights() {
    return product.input(1).node().constant();
  }

  int channels() {
    return product.output(0).dim(-1);
  }

  /** A number for each channel. */
  float[] biases() {
    return bias.map(node -> node.input(1).node().constant().toFloats())
        .orElseGet(() -> new float[channels()]);
  }

  /** The axis of the weights that sums run over and that can be cut; −1 where there is none. */
  int summedAxis() {
    return switch (product.op()) {
      case "MatMul" -> 0;
      case "Conv2D" -> input().dim(-1) == product.input(1).dim(2) ? 2 : -1;
      default -> -1;
    };
  }

  /** The result's levels that the rectifier leaves. */
  LevelRange range(LevelScale result) {
    LevelRange all = result.range();
    if (activation.isEmpty()) {
      return all;
    }
    boolean bounded = activation.get().op().equals("Relu6");
    return all.within(0, bounded ? result.level(RELU6_BOUND) : all.high());
  }

  /** Names of the nodes of the graph that was read, those of the product first. */
  List<String> origins() {
    Set<String> names = new LinkedHashSet<>();
    for (IrNode node : nodes()) {
      names.addAll(node.origins().isEmpty() ? List.of(node.name()) : node.origins());
    }
    return List.copyOf(names);
  }
}
