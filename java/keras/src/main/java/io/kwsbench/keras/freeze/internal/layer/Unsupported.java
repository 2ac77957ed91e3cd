package io.kwsbench.keras.freeze.internal.layer;

/** A class of layers that cannot be frozen, with the reason and advice. */
final class Unsupported {
  private Unsupported() {}

  static String reason(String className) {
    return switch (className) {
      case "CenterCrop", "RandomCrop" ->
          "this class of layer is not supported: it works on pictures; save the model without it";
      case "StackedRNNCells", "GRUCell", "LSTMCell", "SimpleRNNCell" ->
          "this class of layer is not supported; SimpleRNN, GRU, LSTM and RNN are";
      case "TensorFlowOpLayer", "ClassMethod", "InstanceMethod", "InstanceProperty" ->
          "an operation of TensorFlow applied outside of any layer is not supported: put it into a"
              + " Lambda layer and save the model again";
      case "Masking" ->
          "this class of layer is not supported: layers behind it would skip steps; build the"
              + " model without it";
      default -> "this class of layer is not supported";
    };
  }
}
