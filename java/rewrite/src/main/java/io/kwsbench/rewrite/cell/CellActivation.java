package io.kwsbench.rewrite.cell;

import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Value;

/** An activation on whatever graph the step is written to. */
@FunctionalInterface
public interface CellActivation {
  /** Appends the activation of {@code x}, which keeps its shape. */
  Value apply(IrBuilder graph, Value x);
}
