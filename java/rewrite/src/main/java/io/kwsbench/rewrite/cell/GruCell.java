package io.kwsbench.rewrite.cell;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.ir.ArrayOps;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * GRU: gates update, reset, candidate; {@code h' = z h + (1 - z) g}.
 *
 * <p>The reset gate works on the state before the candidate's product (Keras 2.0's only way), or
 * with {@code reset_after} on the product, which then has a bias of its own.
 */
public final class GruCell implements Recurrence.Cell {
  private final int units;
  private final boolean resetAfter;
  private final Literal kernel;
  private final Literal gateKernel;
  private final Literal candidateKernel;
  private final Literal recurrentBias;
  private final CellActivation activation;
  private final CellActivation recurrentActivation;

  /**
   * @param kernel of the state, [units, 3 × units]
   * @param resetAfter whether the reset gate works on the product instead of on the state
   * @param recurrentBias of the state's products, [3 × units]; only with {@code resetAfter}, null
   *     without one
   * @param recurrentActivation the gates' activation
   */
  public GruCell(
      Literal kernel,
      boolean resetAfter,
      Literal recurrentBias,
      CellActivation activation,
      CellActivation recurrentActivation) {
    this.kernel = kernel;
    this.resetAfter = resetAfter;
    this.recurrentBias = recurrentBias;
    this.activation = activation;
    this.recurrentActivation = recurrentActivation;
    units = kernel.dims()[0];
    gateKernel = resetAfter ? null : columns(0, 2);
    candidateKernel = resetAfter ? null : columns(2, 1);
  }

  @Override
  public int[] stateSizes() {
    return new int[] {units};
  }

  @Override
  public List<Value> step(IrBuilder graph, Value input, List<Value> states) {
    MathOps math = graph.math();
    Value state = states.get(0);
    Value candidate;
    Value update;
    if (resetAfter) {
      List<Value> inputs = graph.arrays().split(input, 1, 3);
      List<Value> products = graph.arrays().split(recurrentProducts(graph, state), 1, 3);
      update = gate(graph, inputs.get(0), products.get(0));
      Value reset = gate(graph, inputs.get(1), products.get(1));
      Value term = math.mul(reset, products.get(2));
      candidate = activation.apply(graph, math.add(inputs.get(2), term));
    } else {
      ArrayOps arrays = graph.arrays();
      Value gateInputs = arrays.slice(input, 1, 0, 2 * units);
      Value kernels = graph.constant("recurrent_kernel_gates", gateKernel);
      Value gates = gate(graph, gateInputs, math.matMul(state, kernels));
      List<Value> both = arrays.split(gates, 1, 2);
      update = both.get(0);
      Value reset = math.mul(both.get(1), state);
      Value product =
          math.matMul(reset, graph.constant("recurrent_kernel_candidate", candidateKernel));
      Value candidateInput = arrays.slice(input, 1, 2 * units, 3 * units);
      candidate = activation.apply(graph, math.add(candidateInput, product));
    }
    Value rest = math.mul(math.sub(graph.scalar(1), update), candidate);
    return List.of(math.add(math.mul(update, state), rest));
  }

  private Value gate(IrBuilder graph, Value input, Value product) {
    return recurrentActivation.apply(graph, graph.math().add(input, product));
  }

  private Value recurrentProducts(IrBuilder graph, Value state) {
    Value products = graph.math().matMul(state, graph.constant("recurrent_kernel", kernel));
    return recurrentBias == null
        ? products
        : graph.nn().biasAdd(products, graph.constant("recurrent_bias", recurrentBias));
  }

  /** The columns of the kernel that belong to {@code count} gates from {@code first}. */
  private Literal columns(int first, int count) {
    float[] all = kernel.toFloats();
    float[] part = new float[units * count * units];
    for (int row = 0; row < units; row++) {
      System.arraycopy(
          all, row * 3 * units + first * units, part, row * count * units, count * units);
    }
    return Literal.of(part, units, count * units);
  }
}
