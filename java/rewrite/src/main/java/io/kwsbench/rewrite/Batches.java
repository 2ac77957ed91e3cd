package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves the way back from a dilated convolution's small images down past what works channel by
 * channel, so that bias and activation follow the convolution directly.
 */
final class Batches extends Rewrite {
  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    Value x = inputs.isEmpty() ? null : inputs.get(0);
    if (x == null || !isRearranged(x) || !usedOnce(node.input(0))) {
      return null;
    }
    return ByChannel.works(node, inputs)
        ? List.of(back(x, ByChannel.again(graph(), node, inputs, x.node().input(0))))
        : null;
  }

  /**
   * Returns whether a value is put together of small images; channels, the last axis, are not
   * blocks.
   */
  private static boolean isRearranged(Value x) {
    return x.isFrom("BatchToSpaceND") && x.node().input(1).size() < x.rank() - 1;
  }

  private Value back(Value rearranged, Value inner) {
    List<Value> inputs = new ArrayList<>(rearranged.node().inputs());
    inputs.set(0, inner);
    return graph().copy(rearranged.node(), inputs).output(0);
  }
}
