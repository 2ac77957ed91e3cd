package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a layer's {@code inbound_nodes}: one entry a call.
 *
 * <p>Keras 2 writes {@code [[["conv", 0, 0, {}]]]}, Keras 3 {@code [{"args": [tensor], "kwargs":
 * {}}]} with tensors as objects that hold a {@code keras_history}.
 */
final class InboundNodes {
  private static final int DEEPEST = 16;

  /** The name that Keras 2 gives what is no tensor. */
  private static final String CONSTANT = "_CONSTANT_VALUE";

  /**
   * One call.
   *
   * @param inputs the tensors among its arguments, in order
   */
  record Call(List<TensorRef> inputs, CallArguments arguments) {}

  private final LayerConfig config;
  private final CallKeywords keywords;
  private final boolean operation;

  InboundNodes(LayerConfig config, String className) {
    this.config = config;
    this.keywords = new CallKeywords(config, className);
    this.operation = CallKeywords.isOperation(className);
  }

  List<Call> read(JsonNode inbound) {
    List<Call> calls = new ArrayList<>();
    for (JsonNode call : inbound) {
      List<TensorRef> inputs = new ArrayList<>();
      CallArguments arguments = call.isObject() ? keras3(call, inputs) : keras2(call, inputs);
      if (inputs.isEmpty()) {
        throw config.error("inbound_nodes", "holds a call without inputs");
      }
      calls.add(new Call(inputs, arguments));
    }
    return calls;
  }

  private CallArguments keras3(JsonNode call, List<TensorRef> inputs) {
    JsonNode positional = replaced(call.path("args"), inputs, 0, !operation);
    keywords.ofKeras3(call.path("kwargs"));
    return new CallArguments(positional, keywords(call.path("kwargs"), inputs));
  }

  private CallArguments keras2(JsonNode call, List<TensorRef> inputs) {
    if (!operation) {
      for (JsonNode entry : call) {
        inputs.add(reference(entry));
        keywords.ofKeras2(entry.path(3));
      }
      return new CallArguments(
          JsonNodeFactory.instance.arrayNode(), keywords(call.path(0).path(3), inputs));
    }
    // a list in a list stands for an argument that is a list of tensors
    boolean single = call.path(0).isTextual();
    JsonNode first = single ? call : call.path(0);
    JsonNode given = first.path(3);
    ArrayNode tensors = JsonNodeFactory.instance.arrayNode();
    for (JsonNode entry : single ? List.of(call) : call) {
      boolean constant = entry.path(0).asText().equals(CONSTANT);
      tensors.add(constant ? entry.path(2) : replaced(entry, inputs, 0, true));
    }
    ArrayNode positional = JsonNodeFactory.instance.arrayNode();
    positional.add(single ? tensors.get(0) : tensors);
    return new CallArguments(positional, keywords(given, inputs));
  }

  private ObjectNode keywords(JsonNode json, List<TensorRef> inputs) {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> keyword : json.properties()) {
      if (!keyword.getKey().equals("name")) {
        all.set(keyword.getKey(), replaced(keyword.getValue(), inputs, 0, false));
      }
    }
    return all;
  }

  /** {@code ["conv", 0, 0]}, perhaps with more behind. */
  TensorRef reference(JsonNode entry) {
    if (!isReference(entry)) {
      throw config.error("holds no [layer, call, output] where one belongs: " + brief(entry));
    }
    return new TensorRef(
        entry.get(0).textValue(), entry.get(1).intValue(), entry.get(2).intValue());
  }

  private static boolean isReference(JsonNode entry) {
    return entry.isArray()
        && entry.size() >= 3
        && entry.get(0).isTextual()
        && entry.get(1).canConvertToInt()
        && entry.get(2).canConvertToInt();
  }

  /**
   * An argument with inputs in place of its tensors.
   *
   * @param tensors whether it may be nothing but tensors
   */
  private JsonNode replaced(JsonNode json, List<TensorRef> inputs, int depth, boolean tensors) {
    if (depth > DEEPEST) {
      throw config.error("inbound_nodes", "is nested too deep");
    }
    if (json.path("class_name").asText().equals("__keras_tensor__")) {
      inputs.add(reference(json.path("config").path("keras_history")));
      return CallArguments.input(inputs.size() - 1);
    }
    if (isReference(json)) {
      inputs.add(reference(json));
      return CallArguments.input(inputs.size() - 1);
    }
    if (json.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      json.forEach(item -> all.add(replaced(item, inputs, depth + 1, tensors)));
      return all;
    }
    if (tensors && !json.isMissingNode() && !json.isNull()) {
      throw config.error("is called with an argument that is no tensor: " + brief(json));
    }
    return json.isMissingNode() ? JsonNodeFactory.instance.nullNode() : json;
  }

  static String brief(JsonNode json) {
    String text = json.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
