package io.kwsbench.keras.freeze.internal.layer;

import java.util.Map;

/** SimpleRNN, LSTM and GRU. */
final class RecurrentLayers {
  private RecurrentLayers() {}

  static Map<String, LayerKind> kinds() {
    return Map.of(
        "SimpleRNN", new RecurrentLayer(1, SimpleCell::new),
        "LSTM", new RecurrentLayer(4, LstmCell::new),
        "GRU", new RecurrentLayer(3, GruCell::new));
  }
}
