package io.kwsbench.graph;

import io.kwsbench.Reason;

/** Reasons why a file cannot be used as a model. */
public sealed interface GraphReason extends Reason {
  /** The answer to each reason. */
  interface Visitor<T> {
    T otherFormat(OtherFormat reason);
  }

  /** The visitor's answer to this reason. */
  <T> T accept(Visitor<T> visitor);

  /** The format that a file should have. */
  enum Wanted {
    FROZEN_GRAPH("a frozen graph (.pb)"),
    CHECKPOINT("a Keras checkpoint (HDF5)"),
    COMPILED_PLAN("a compiled kwsbench model (.kws)"),
    ONNX("an ONNX model (.onnx)"),
    TFLITE("a TensorFlow Lite model (.tflite)");

    private final String description;

    Wanted(String description) {
      this.description = description;
    }
  }

  /** The file has a known format that is not the wanted one. */
  record OtherFormat(String file, FileFormat format, Wanted wanted) implements GraphReason {
    @Override
    public String message() {
      return file + ": " + format.description() + ", not " + wanted.description;
    }

    @Override
    public <T> T accept(Visitor<T> visitor) {
      return visitor.otherFormat(this);
    }
  }
}
