package io.kwsbench.keras.freeze.internal.layer;

import io.kwsbench.graph.Literal;
import io.kwsbench.rewrite.cell.GruCell;
import io.kwsbench.rewrite.cell.LstmCell;
import io.kwsbench.rewrite.cell.SimpleCell;
import io.kwsbench.rewrite.ir.Recurrence;
import java.util.Map;

/** SimpleRNN, LSTM and GRU. */
final class RecurrentLayers {
  private RecurrentLayers() {}

  static Map<String, LayerKind> kinds() {
    return Map.of(
        "SimpleRNN", new RecurrentLayer(1, RecurrentLayers::simple),
        "LSTM", new RecurrentLayer(4, RecurrentLayers::lstm),
        "GRU", new RecurrentLayer(3, RecurrentLayers::gru));
  }

  private static Recurrence.Cell simple(CellContext context) {
    return new SimpleCell(context.recurrentKernel(), context.activation());
  }

  private static Recurrence.Cell lstm(CellContext context) {
    return new LstmCell(
        context.recurrentKernel(), context.activation(), context.recurrentActivation());
  }

  private static Recurrence.Cell gru(CellContext context) {
    boolean resetAfter = context.resetAfter();
    Literal bias = resetAfter && context.hasBias() ? context.recurrentBias() : null;
    return new GruCell(
        context.recurrentKernel(),
        resetAfter,
        bias,
        context.activation(),
        context.recurrentActivation());
  }
}
