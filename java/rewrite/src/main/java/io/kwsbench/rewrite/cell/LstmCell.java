package io.kwsbench.rewrite.cell;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * LSTM as Keras has it: gates input, forget, candidate, output; no peepholes.
 *
 * <p>{@code c' = f c + i g, h' = o activation(c')}.
 */
public final class LstmCell implements Recurrence.Cell {
  private final int units;
  private final Literal kernel;
  private final CellActivation activation;
  private final CellActivation recurrentActivation;

  /**
   * @param kernel of the state, [units, 4 × units]
   * @param recurrentActivation the gates' activation
   */
  public LstmCell(Literal kernel, CellActivation activation, CellActivation recurrentActivation) {
    this.kernel = kernel;
    this.activation = activation;
    this.recurrentActivation = recurrentActivation;
    units = kernel.dims()[0];
  }

  @Override
  public int[] stateSizes() {
    return new int[] {units, units};
  }

  @Override
  public List<Value> step(IrBuilder graph, Value input, List<Value> states) {
    MathOps math = graph.math();
    Value products =
        math.add(input, math.matMul(states.get(0), graph.constant("recurrent_kernel", kernel)));
    List<Value> parts = graph.arrays().split(products, 1, 4);
    Value in = recurrentActivation.apply(graph, parts.get(0));
    Value forget = recurrentActivation.apply(graph, parts.get(1));
    Value candidate = activation.apply(graph, parts.get(2));
    Value out = recurrentActivation.apply(graph, parts.get(3));
    Value memory = math.add(math.mul(forget, states.get(1)), math.mul(in, candidate));
    return List.of(math.mul(out, activation.apply(graph, memory)), memory);
  }
}
