package io.kwsbench.formats.onnx;

import io.kwsbench.KwsException;
import io.kwsbench.formats.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One node of an ONNX graph.
 *
 * @param name the exporter's, or that of its first output
 * @param op the operator's type
 * @param domain empty for ONNX's own operators
 * @param inputs names of values; an omitted input has an empty name
 * @param outputs names of values; an omitted output has an empty name
 * @param attributes by name
 */
record OnnxNode(
    String name,
    String op,
    String domain,
    List<String> inputs,
    List<String> outputs,
    Map<String, Message> attributes) {
  private static final int REAL = 2;
  private static final int INTEGER = 3;
  private static final int TEXT = 4;
  private static final int TENSOR = 5;
  private static final int GRAPH = 6;
  private static final int REALS = 7;
  private static final int INTEGERS = 8;
  private static final int TEXTS = 9;
  private static final int REFERENCE = 21;

  static OnnxNode of(Message node) {
    List<String> outputs = node.texts(2);
    Map<String, Message> attributes = new HashMap<>();
    node.messages(5).forEach(attribute -> attributes.put(attribute.text(1), attribute));
    String own = node.text(3);
    String name = own.isEmpty() && !outputs.isEmpty() ? outputs.get(0) : own;
    String domain = node.text(7);
    return new OnnxNode(
        name,
        node.text(4),
        domain.equals("ai.onnx") ? "" : domain,
        node.texts(1),
        outputs,
        attributes);
  }

  boolean has(String attribute) {
    return attributes.containsKey(attribute);
  }

  long integer(String attribute, long absent) {
    return has(attribute) ? attributes.get(attribute).integer(INTEGER) : absent;
  }

  float real(String attribute, float absent) {
    return has(attribute) ? attributes.get(attribute).real(REAL) : absent;
  }

  String text(String attribute, String absent) {
    return has(attribute) ? attributes.get(attribute).text(TEXT) : absent;
  }

  List<String> texts(String attribute) {
    return has(attribute)
        ? attributes.get(attribute).bytes(TEXTS).stream()
            .map(bytes -> bytes.toString(StandardCharsets.UTF_8))
            .toList()
        : List.of();
  }

  Optional<Message> tensor(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).flatMap(a -> a.message(TENSOR));
  }

  Optional<Message> graph(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).flatMap(a -> a.message(GRAPH));
  }

  /** The node with what a function's call gives in place of references to its attributes. */
  OnnxNode resolved(Map<String, Message> given) {
    if (attributes.values().stream().noneMatch(attribute -> attribute.has(REFERENCE))) {
      return this;
    }
    Map<String, Message> resolved = new HashMap<>();
    attributes.forEach(
        (own, attribute) -> {
          Message meant =
              attribute.has(REFERENCE) ? given.get(attribute.text(REFERENCE)) : attribute;
          if (meant != null) {
            resolved.put(own, meant);
          }
        });
    return new OnnxNode(name, op, domain, inputs, outputs, resolved);
  }

  /** The node without the inputs that a function's call has left out. */
  OnnxNode without(Set<String> omitted) {
    List<String> left = inputs.stream().map(input -> omitted.contains(input) ? "" : input).toList();
    return new OnnxNode(name, op, domain, left, outputs, attributes);
  }

  float[] reals(String attribute) {
    return has(attribute) ? attributes.get(attribute).reals(REALS) : new float[0];
  }

  /** Integers; what lies beyond int32 becomes its nearest end. None where it is missing. */
  int[] clamped(String attribute) {
    return has(attribute)
        ? Arrays.stream(attributes.get(attribute).integers(INTEGERS))
            .mapToInt(OnnxNode::clamped)
            .toArray()
        : new int[0];
  }

  /** The nearest int32. */
  static int clamped(long value) {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
  }

  /** Integers, or {@code absent} where the attribute is missing. */
  int[] integers(String attribute, int... absent) {
    if (!has(attribute)) {
      return absent;
    }
    long[] values = attributes.get(attribute).integers(INTEGERS);
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) {
      if (values[i] != (int) values[i]) {
        throw new KwsException(attribute + " has a value beyond int32");
      }
      ints[i] = (int) values[i];
    }
    return ints;
  }
}
