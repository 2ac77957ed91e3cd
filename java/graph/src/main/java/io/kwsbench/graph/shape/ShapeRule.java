package io.kwsbench.graph.shape;

import java.util.List;

/** A rule that infers an op's outputs from its inputs. */
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
