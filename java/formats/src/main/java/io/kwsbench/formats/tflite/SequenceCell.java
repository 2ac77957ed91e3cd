package io.kwsbench.formats.tflite;

import io.kwsbench.rewrite.cell.CellActivation;
import io.kwsbench.rewrite.ir.IrBuilder;
import io.kwsbench.rewrite.ir.MathOps;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.List;

/**
 * One step of a layer of TensorFlow Lite: a plain RNN of one gate, or an LSTM of four, input,
 * forget, candidate, output.
 *
 * @param state the weights of the state
 * @param gates one or four
 * @param activation of the output and the candidate
 * @param clip how far the memory may go; 0 for any
 */
record SequenceCell(GateWeights state, int gates, CellActivation activation, float clip)
    implements Recurrence.Cell {
  private int units() {
    return state.width() / gates;
  }

  @Override
  public int[] stateSizes() {
    return gates == 1 ? new int[] {units()} : new int[] {units(), units()};
  }

  @Override
  public List<Value> step(IrBuilder graph, Value input, List<Value> states) {
    MathOps math = graph.math();
    Value sum = math.add(input, state.times(graph, states.get(0), "recurrent_kernel"));
    if (gates == 1) {
      return List.of(activation.apply(graph, sum));
    }
    List<Value> parts = graph.arrays().split(sum, 1, gates);
    Value in = math.unary("Sigmoid", parts.get(0));
    Value forget = math.unary("Sigmoid", parts.get(1));
    Value candidate = activation.apply(graph, parts.get(2));
    Value out = math.unary("Sigmoid", parts.get(3));
    Value memory = math.add(math.mul(forget, states.get(1)), math.mul(in, candidate));
    Value kept = clip > 0 ? math.clip(memory, -clip, clip) : memory;
    return List.of(math.mul(out, activation.apply(graph, kept)), kept);
  }
}
