package io.kwsbench.keras.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a layer's {@code inbound_nodes}: one entry a call.
 *
 * <p>Keras 2 writes {@code [[["conv", 0, 0, {}]]]}, Keras 3 {@code [{"args": [tensor], "kwargs":
 * {}}]} with tensors as objects that hold a {@code keras_history}.
 */
final class InboundNodes {
  private static final int DEEPEST = 16;

  private final LayerConfig config;

  InboundNodes(LayerConfig config) {
    this.config = config;
  }

  List<List<TensorRef>> read(JsonNode inbound) {
    List<List<TensorRef>> calls = new ArrayList<>();
    for (JsonNode call : inbound) {
      List<TensorRef> inputs = new ArrayList<>();
      if (call.isObject()) {
        collect(call.path("args"), inputs, 0);
        new CallKeywords(config).ofKeras3(call.path("kwargs"));
        collect(call.path("kwargs").path(CallKeywords.STATES), inputs, 0);
      } else {
        call.forEach(entry -> inputs.add(entry(entry)));
      }
      if (inputs.isEmpty()) {
        throw config.error("inbound_nodes", "holds a call without inputs");
      }
      calls.add(inputs);
    }
    return calls;
  }

  private TensorRef entry(JsonNode entry) {
    TensorRef ref = reference(entry);
    new CallKeywords(config).ofKeras2(entry.path(3));
    return ref;
  }

  /** {@code ["conv", 0, 0]}, perhaps with more behind. */
  TensorRef reference(JsonNode entry) {
    if (!entry.isArray()
        || entry.size() < 3
        || !entry.get(0).isTextual()
        || !entry.get(1).canConvertToInt()
        || !entry.get(2).canConvertToInt()) {
      throw config.error("holds no [layer, call, output] where one belongs: " + brief(entry));
    }
    return new TensorRef(
        entry.get(0).textValue(), entry.get(1).intValue(), entry.get(2).intValue());
  }

  private void collect(JsonNode json, List<TensorRef> inputs, int depth) {
    if (depth > DEEPEST) {
      throw config.error("inbound_nodes", "is nested too deep");
    }
    if (isTensor(json)) {
      inputs.add(reference(json.path("config").path("keras_history")));
    } else if (json.isArray()) {
      json.forEach(item -> collect(item, inputs, depth + 1));
    } else if (!json.isMissingNode() && !json.isNull()) {
      throw config.error("is called with an argument that is no tensor: " + brief(json));
    }
  }

  private static boolean isTensor(JsonNode json) {
    return json.path("class_name").asText().equals("__keras_tensor__");
  }

  static String brief(JsonNode json) {
    String text = json.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
