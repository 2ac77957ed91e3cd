package io.kwsbench.rewrite;

import io.kwsbench.rewrite.ir.IrNode;
import io.kwsbench.rewrite.ir.Recurrence;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;

/** Writes recurrent layers as their steps or as loops. */
final class RecurrenceWriting extends Rewrite {
  private static final int MAX_UNROLLED = 64;

  private final RecurrentForm form;

  RecurrenceWriting(RecurrentForm form) {
    this.form = form;
  }

  @Override
  List<Value> replace(IrNode node, List<Value> inputs) {
    if (node.recurrence() == null) {
      return null;
    }
    boolean sequence = isUsed(node.output(0));
    int steps = inputs.get(0).dim(0);
    boolean loop = form == RecurrentForm.LOOP || form == RecurrentForm.AUTO && steps > MAX_UNROLLED;
    return loop
        ? new RecurrentLoop(graph(), node.recurrence(), sequence).write(inputs)
        : unrolled(node.recurrence(), inputs, sequence);
  }

  private List<Value> unrolled(Recurrence recurrence, List<Value> inputs, boolean sequence) {
    Value all = inputs.get(0);
    int steps = all.dim(0);
    List<Value> rows = graph().arrays().split(all, 0, steps);
    List<Value> states = inputs.subList(1, inputs.size());
    List<Value> outputs = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      Value row = rows.get(recurrence.backwards() ? steps - 1 - i : i);
      states = recurrence.cell().step(graph(), row, states);
      outputs.add(states.get(0));
    }
    List<Value> results = new ArrayList<>(states);
    results.add(0, sequence ? stacked(outputs) : placeholder(steps, states.get(0)));
    return results;
  }

  private Value stacked(List<Value> outputs) {
    Value rows = graph().arrays().concat(outputs, 0);
    return graph().arrays().reshape(rows, 1, outputs.size(), -1);
  }

  /** Stands for the sequence that nothing takes. */
  private Value placeholder(int steps, Value state) {
    return graph().arrays().reshape(graph().arrays().tile(state, steps, 1), 1, steps, state.dim(1));
  }
}
