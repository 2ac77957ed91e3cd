package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import java.util.HashMap;
import java.util.Map;

/** The values that nodes can name: those of their own body, then those of what is around it. */
final class Names {
  /**
   * A value of the ONNX graph.
   *
   * @param type of the elements; null where nothing needs it and nothing says it
   */
  record Known(Laid value, OnnxElementType type) {}

  private final Names outer;
  private final int opset;
  private final Map<String, Message> attributes;
  private final Map<String, Known> own = new HashMap<>();

  private Names(Names outer, int opset, Map<String, Message> attributes) {
    this.outer = outer;
    this.opset = opset;
    this.attributes = attributes;
  }

  /** Those of a model's graph. */
  static Names outermost(int opset) {
    return new Names(null, opset, Map.of());
  }

  /** Those of a body that also sees these. */
  Names inside() {
    return new Names(this, opset, attributes);
  }

  /**
   * Those of a function's call, which sees nothing but its parameters.
   *
   * @param given what its nodes' references to attributes mean
   */
  static Names of(int opset, Map<String, Message> given) {
    return new Names(null, opset, given);
  }

  /** The version of the operators. */
  int opset() {
    return opset;
  }

  /** The attributes that references stand for. */
  Map<String, Message> attributes() {
    return attributes;
  }

  /** The value; null where there is none of that name. */
  Known find(String name) {
    Known found = own.get(name);
    return found == null && outer != null ? outer.find(name) : found;
  }

  void define(String name, Known value) {
    if (name.isEmpty() || own.put(name, value) != null) {
      throw new KwsException(
          name.isEmpty() ? "a value has no name" : "two values are named " + name);
    }
  }
}
