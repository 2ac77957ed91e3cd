package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import java.util.HashMap;
import java.util.List;
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
  private final Map<String, List<Known>> sequences = new HashMap<>();

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

  /**
   * The value.
   *
   * @throws KwsException where there is no tensor of that name; it names the node that asks
   */
  Known required(String name, OnnxNode node) {
    Known value = find(name);
    if (value == null) {
      throw new KwsException(
          sequence(name) != null
              ? "node " + node.name() + ": " + name + " is a sequence, which only SequenceAt reads"
              : "node " + node.name() + ": nothing before it computes " + name);
    }
    return value;
  }

  /** The parts of a sequence; null where there is none of that name. */
  List<Known> sequence(String name) {
    List<Known> found = sequences.get(name);
    return found == null && outer != null ? outer.sequence(name) : found;
  }

  void defineSequence(String name, List<Known> parts) {
    requireNew(name, own.containsKey(name) || sequences.put(name, List.copyOf(parts)) != null);
  }

  void define(String name, Known value) {
    requireNew(name, sequences.containsKey(name) || own.put(name, value) != null);
  }

  private static void requireNew(String name, boolean known) {
    if (name.isEmpty() || known) {
      throw new KwsException(
          name.isEmpty() ? "a value has no name" : "two values are named " + name);
    }
  }
}
