package io.kwsbench.graph.shape;

import java.util.List;

/** What an op makes of what is known of its inputs. */
@FunctionalInterface
interface ShapeRule {
  /**
   * The op's outputs.
   *
   * @throws io.kwsbench.KwsException when the inputs cannot be those of the op; the message names
   *     the node
   */
  List<TensorInfo> infer(OpCall call);
}
