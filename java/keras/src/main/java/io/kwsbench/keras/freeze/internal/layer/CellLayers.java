package io.kwsbench.keras.freeze.internal.layer;

import com.fasterxml.jackson.databind.node.BooleanNode;
import io.kwsbench.keras.model.KerasLayer;
import io.kwsbench.keras.model.LayerConfig;
import io.kwsbench.rewrite.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * RNN around one cell or StackedRNNCells. Every cell becomes a layer of its own: a cell reads of
 * the others nothing but the output of the one before it.
 */
final class CellLayers implements LayerKind {
  private static final Map<String, String> LAYERS =
      Map.of("SimpleRNNCell", "SimpleRNN", "LSTMCell", "LSTM", "GRUCell", "GRU");

  @Override
  public List<WeightSlot> slots(KerasLayer layer) {
    List<WeightSlot> slots = new ArrayList<>();
    List<KerasLayer> cells = cells(layer);
    for (int i = 0; i < cells.size(); i++) {
      for (WeightSlot slot : WeightSlots.of(cells.get(i))) {
        slots.add(slot.under("cell" + i));
      }
    }
    return slots;
  }

  @Override
  public List<StoredGroup> stored(KerasLayer layer) {
    List<KerasLayer> cells = cells(layer);
    List<StoredGroup> groups = new ArrayList<>();
    boolean stacked = isStacked(layer.wrapped("cell"));
    for (int i = 0; i < cells.size(); i++) {
      KerasLayer cell = cells.get(i);
      String className = cell.className() + "Cell";
      long before =
          cells.subList(0, i).stream()
              .map(KerasLayer::className)
              .filter(cell.className()::equals)
              .count();
      String name = ArchivedWeights.snakeCase(className) + (before == 0 ? "" : "_" + before);
      groups.add(
          StoredGroup.part(
              "cell" + i + "/", WeightSlots.of(cell), stacked ? "cell/cells/" + name : "cell"));
    }
    return groups;
  }

  private static boolean isStacked(KerasLayer cell) {
    return cell.className().equals("StackedRNNCells");
  }

  /** The cells as layers; all but the last hand on every step. */
  private static List<KerasLayer> cells(KerasLayer layer) {
    KerasLayer cell = layer.wrapped("cell");
    List<KerasLayer> inner = isStacked(cell) ? cell.wrappedList("cells") : List.of(cell);
    List<KerasLayer> layers = new ArrayList<>();
    for (int i = 0; i < inner.size(); i++) {
      boolean last = i == inner.size() - 1;
      layers.add(asLayer(layer.config(), inner.get(i), i == 0, last));
    }
    return layers;
  }

  private static KerasLayer asLayer(LayerConfig rnn, KerasLayer cell, boolean first, boolean last) {
    String className = LAYERS.get(cell.className());
    if (className == null) {
      throw rnn.error("wraps a " + cell.className() + ", which is not supported");
    }
    LayerConfig config =
        cell.config()
            .with("go_backwards", BooleanNode.valueOf(first && rnn.flag("go_backwards", false)))
            .with(
                "return_sequences",
                BooleanNode.valueOf(!last || rnn.flag("return_sequences", false)));
    return new KerasLayer(cell.name(), className, config, cell.nested(), List.of());
  }

  @Override
  public List<Value> apply(LayerCall call) {
    LayerConfig config = call.config();
    for (String option : List.of("stateful", "time_major", "return_state")) {
      if (config.flag(option, false)) {
        throw config.error(option, "is not supported");
      }
    }
    List<KerasLayer> cells = cells(call.layer());
    Value x = call.input();
    for (int i = 0; i < cells.size(); i++) {
      x = call.inner(cells.get(i), "cell" + i, List.of(x)).get(0);
    }
    return List.of(x);
  }
}
