package io.kwsbench.lower;

import io.kwsbench.program.Tensor;
import java.util.List;

/** Turns one node of an op type into operations. */
@FunctionalInterface
interface OpLowering {
  /**
   * The node's outputs; those that nothing could use may be left out at the end.
   *
   * @throws io.kwsbench.KwsException when the engine lacks what the node asks for
   */
  List<Tensor> lower(LowerCall call);
}
