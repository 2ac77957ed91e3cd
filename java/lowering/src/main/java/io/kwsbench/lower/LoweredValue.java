package io.kwsbench.lower;

import io.kwsbench.program.Tensor;
import java.util.List;

/** The value of a graph's tensor while it is lowered. */
sealed interface LoweredValue {
  /** The branches that the input decides in which this stands, the outermost first. */
  default List<BranchPredicate> guards() {
    return List.of();
  }

  /** A tensor of the program. */
  record Known(Tensor tensor, List<BranchPredicate> guards) implements LoweredValue {
    Known(Tensor tensor) {
      this(tensor, List.of());
    }

    public Known {
      guards = List.copyOf(guards);
    }
  }

  /** A TensorArray: its handle, or its flow, which only orders its uses. */
  record Array(ArrayState state) implements LoweredValue {}

  /** Of a branch that is not taken. */
  record Dead() implements LoweredValue {}
}
