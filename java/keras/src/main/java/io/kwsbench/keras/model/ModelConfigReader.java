package io.kwsbench.keras.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kwsbench.KwsException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads {@code model_config} JSON of any Keras version. */
final class ModelConfigReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Models within models within models: no real one is deeper. */
  private static final int DEEPEST = 16;

  private static final int MAX_LAYERS = 20_000;

  private ModelConfigReader() {}

  static KerasModel read(String json, String source) {
    JsonNode root = parse(json, source);
    if (!isModel(root.path("class_name").asText())) {
      throw new KwsException(
          source
              + ": the architecture is no Keras model: class_name is '"
              + root.path("class_name").asText()
              + "'");
    }
    try {
      return model(root, 0);
    } catch (KwsException e) {
      throw new KwsException(source + ": " + e.getMessage(), e);
    }
  }

  private static JsonNode parse(String json, String source) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new KwsException(
          source + ": the architecture is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static boolean isModel(String className) {
    return switch (className) {
      case "Model", "Functional", "Sequential" -> true;
      default -> false;
    };
  }

  private static KerasModel model(JsonNode json, int depth) {
    if (depth > DEEPEST) {
      throw new KwsException("models are nested more than " + DEEPEST + " deep");
    }
    JsonNode config = json.path("config");
    boolean sequential = json.path("class_name").asText().equals("Sequential");
    JsonNode layers = config.isArray() ? config : config.path("layers");
    if (!layers.isArray() || layers.isEmpty() || layers.size() > MAX_LAYERS) {
      throw new KwsException("a model without a list of layers");
    }
    String name = config.path("name").asText("model");
    return sequential
        ? SequentialChain.of(name, layers(layers, depth), config.path("build_input_shape"))
        : functional(name, config, layers(layers, depth));
  }

  private static KerasModel functional(String name, JsonNode config, List<KerasLayer> layers) {
    LayerConfig self = new LayerConfig(name, "Model", config, config);
    return NestedCalls.renumbered(
        new KerasModel(
            name,
            layers,
            references(self, config.path("input_layers"), "input_layers"),
            references(self, config.path("output_layers"), "output_layers")));
  }

  /** A list of references; Keras 3 writes a single one without the outer brackets. */
  private static List<TensorRef> references(LayerConfig self, JsonNode json, String key) {
    InboundNodes reader = new InboundNodes(self, "Model");
    if (json.path(0).isTextual()) {
      return List.of(reader.reference(json));
    }
    List<TensorRef> refs = new ArrayList<>();
    json.forEach(entry -> refs.add(reader.reference(entry)));
    if (refs.isEmpty()) {
      throw self.error(key, "is missing or empty");
    }
    return refs;
  }

  private static List<KerasLayer> layers(JsonNode json, int depth) {
    List<KerasLayer> layers = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode item : json) {
      KerasLayer layer = layer(item, "unnamed_" + layers.size(), depth);
      if (!names.add(layer.name())) {
        throw new KwsException("two layers are called '" + layer.name() + "'");
      }
      layers.add(layer);
    }
    return layers;
  }

  /**
   * @param fallback its name when it has none: Keras 2.1's Sequential models within others
   */
  private static KerasLayer layer(JsonNode json, String fallback, int depth) {
    String className = json.path("class_name").asText();
    JsonNode config = json.path("config");
    String name = json.path("name").asText(config.path("name").asText(fallback));
    if (className.isEmpty()) {
      throw new KwsException("layer '" + name + "' has no class_name");
    }
    String kind = ClassNames.of(json, className);
    LayerConfig settings = new LayerConfig(name, kind, config, json);
    ClassNames.requireKeras(settings, json);
    List<InboundNodes.Call> calls =
        new InboundNodes(settings, kind).read(json.path("inbound_nodes"));
    return new KerasLayer(
        name,
        kind,
        settings,
        isModel(kind) ? Optional.of(model(json, depth + 1)) : Optional.empty(),
        calls.stream().map(InboundNodes.Call::inputs).toList(),
        calls.stream().map(InboundNodes.Call::arguments).toList());
  }

  /** The layers that a wrapper lists under {@code key}. */
  static List<KerasLayer> wrappedList(LayerConfig wrapper, String key) {
    JsonNode json = wrapper.json(key);
    if (!json.isArray() || json.isEmpty() || json.size() > MAX_LAYERS) {
      throw wrapper.error(key, "is no list of layers");
    }
    List<KerasLayer> layers = new ArrayList<>();
    json.forEach(item -> layers.add(layer(item, "inner", 1)));
    return layers;
  }

  /** The layer that a wrapper holds under {@code key}. */
  static KerasLayer wrapped(LayerConfig wrapper, String key) {
    JsonNode json = wrapper.json(key);
    if (!json.isObject()) {
      throw wrapper.error(key, "is missing");
    }
    return layer(json, "inner", 1);
  }
}
