package io.kwsbench.keras.freeze.internal.layer;

/** A class of layers that cannot be frozen, with the reason and advice. */
final class Unsupported {
  private Unsupported() {}

  static String reason(String className) {
    return switch (className) {
      case "Resizing", "CenterCrop", "RandomCrop" ->
          "this class of layer is not supported: it works on pictures; save the model without it";
      case "RNN", "StackedRNNCells", "GRUCell", "LSTMCell", "SimpleRNNCell" ->
          "this class of layer is not supported; SimpleRNN, GRU and LSTM are";
      default -> "this class of layer is not supported";
    };
  }
}
