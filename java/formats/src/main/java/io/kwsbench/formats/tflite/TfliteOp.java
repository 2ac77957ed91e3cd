package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** Translates the operators of one name. */
@FunctionalInterface
interface TfliteOp {
  /**
   * Appends what the operator computes.
   *
   * @return its outputs, from the first on
   * @throws io.kwsbench.KwsException when it cannot be translated; the message names it
   */
  List<Value> apply(TfliteCall call);
}
