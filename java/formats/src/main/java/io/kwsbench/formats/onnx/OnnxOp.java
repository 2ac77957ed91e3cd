package io.kwsbench.formats.onnx;

import java.util.List;

/** Translates the nodes of one operator. */
@FunctionalInterface
interface OnnxOp {
  /**
   * Appends what the node computes.
   *
   * @return its outputs, from the first on; those at the end that nothing computes may be missing
   * @throws io.kwsbench.KwsException when the node cannot be translated; the message names it
   */
  List<Laid> apply(OnnxCall call);
}
