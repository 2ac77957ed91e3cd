package io.kwsbench.compile.lower;

import io.kwsbench.compile.ir.Tensor;

/** What a graph's tensor is while it is lowered. */
sealed interface Symbol {
  /** A tensor of the program. */
  record Known(Tensor tensor) implements Symbol {}

  /** A TensorArray: its handle, or its flow, which only orders its uses. */
  record Array(ArrayState state) implements Symbol {}

  /** Of a branch that is not taken. */
  record Dead() implements Symbol {}
}
