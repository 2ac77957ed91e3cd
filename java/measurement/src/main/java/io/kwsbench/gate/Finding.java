package io.kwsbench.gate;

import io.kwsbench.tensor.TensorSpec;
import java.util.List;

/** The finding of a run about the subject of a gate. */
public sealed interface Finding {
  /**
   * A figure.
   *
   * @param value in the unit of the gate
   * @param note how it was had; two counts of instructions compare only when theirs are the same
   * @param source what tells the figure from others of its metric, or whose it is; may be empty
   */
  record Value(double value, String note, String source) implements Finding {
    /** The only figure of its metric. */
    public static Value of(double value, String note) {
      return new Value(value, note, "");
    }
  }

  /** Tensors of the graph. */
  record Tensors(List<TensorSpec> specs) implements Finding {
    public Tensors {
      specs = List.copyOf(specs);
    }
  }

  /**
   * Nothing.
   *
   * @param status what that makes of the gate
   * @param why one line for people
   */
  record Missing(GateStatus status, String why) implements Finding {}
}
