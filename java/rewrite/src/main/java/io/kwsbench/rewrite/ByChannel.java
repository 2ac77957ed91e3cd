package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** Operations that work channel by channel: bias, activations, arithmetic with a constant. */
final class ByChannel {
  private ByChannel() {}

  /**
   * Returns whether an operation treats all elements of a channel alike.
   *
   * @param inputs what it takes; channels are the first one's last axis
   */
  static boolean works(IrNode node, List<Value> inputs) {
    if (Views.ELEMENTWISE.contains(node.op())) {
      return true;
    }
    if (inputs.size() != 2 || !inputs.get(1).isConstant() || inputs.get(0).rank() == 0) {
      return false;
    }
    Value constant = inputs.get(1);
    // a longer vector would make more channels
    boolean alongChannels =
        constant.rank() == 0
            || constant.rank() == 1
                && (constant.size() == 1 || constant.size() == inputs.get(0).dim(-1));
    return ChannelLayout.isBias(node) || Views.BINARY.contains(node.op()) && alongChannels;
  }

  /** Such an operation on another tensor of as many channels. */
  static Value again(IrBuilder graph, IrNode node, List<Value> inputs, Value x) {
    if (Views.ELEMENTWISE.contains(node.op())) {
      return graph.math().unary(node.op(), x);
    }
    return ChannelLayout.isBias(node)
        ? graph.nn().biasAdd(x, inputs.get(1))
        : graph.math().binary(node.op(), x, inputs.get(1));
  }
}
