package io.kwsbench.rewrite.cell;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/** SimpleRNN: {@code h = activation(x + h U)}. */
public final class SimpleCell implements Recurrence.Cell {
  private final int units;
  private final Literal kernel;
  private final CellActivation activation;

  /**
   * @param kernel of the state, [units, units]
   */
  public SimpleCell(Literal kernel, CellActivation activation) {
    this.kernel = kernel;
    this.activation = activation;
    units = kernel.dims()[0];
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
