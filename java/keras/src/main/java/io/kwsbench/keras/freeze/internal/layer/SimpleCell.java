package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** SimpleRNN: {@code h = activation(x + h U)}. */
final class SimpleCell implements Recurrence.Cell {
  private final int units;
  private final Literal kernel;
  private final CellContext.CellActivation activation;

  SimpleCell(CellContext context) {
    units = context.units();
    kernel = context.recurrentKernel();
    activation = context.activation();
  }

  @Override
  public int[] stateSizes() {
    return new int[] {units};
  }

  @Override
  public List<Value> step(IrBuilder graph, Value input, List<Value> states) {
    Value product = graph.math().matMul(states.get(0), graph.constant("recurrent_kernel", kernel));
    return List.of(activation.apply(graph, graph.math().add(input, product)));
  }
}
