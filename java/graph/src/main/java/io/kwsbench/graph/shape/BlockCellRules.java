package io.kwsbench.graph.shape;

import io.kwsbench.tensor.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Recurrent cells that are one op ({@code contrib.rnn}'s block cells). */
final class BlockCellRules {
  private BlockCellRules() {}

  static Map<String, ShapeRule> rules() {
    Map<String, ShapeRule> rules = new HashMap<>();
    rules.put("LSTMBlockCell", call -> Collections.nCopies(7, state(call, 1)));
    rules.put("GRUBlockCell", call -> Collections.nCopies(4, state(call, 1)));
    rules.put("BlockLSTM", BlockCellRules::blockLstm);
    rules.put("BlockLSTMV2", BlockCellRules::blockLstm);
    return rules;
  }

  private static TensorInfo state(OpCall call, int i) {
    return TensorInfo.of(call.dtype(i), call.ranked(i, 2));
  }

  /** {@code [time][batch][in]} to {@code [time][batch][units]}. */
  private static List<TensorInfo> blockLstm(OpCall call) {
    Shape x = call.ranked(1, 3);
    Shape state = call.ranked(2, 2);
    Shape shape = Shape.of(x.dim(0), x.dim(1), state.dim(1));
    return Collections.nCopies(7, TensorInfo.of(call.dtype(1), shape));
  }
}
